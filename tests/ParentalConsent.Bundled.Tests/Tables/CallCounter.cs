using Azure.Core;
using Azure.Core.Pipeline;

namespace ParentalConsent.Bundled.Tests.Tables;

internal sealed class CallCounter : HttpPipelineSynchronousPolicy
{
    private int count;

    public int Count => count;

    public void Reset() => count = 0;

    public override void OnSendingRequest(HttpMessage message) => Interlocked.Increment(ref count);
}
