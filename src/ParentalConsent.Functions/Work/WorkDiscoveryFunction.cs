using Microsoft.Azure.Functions.Worker;
using ParentalConsent.Core.Discoveries;

namespace ParentalConsent.Functions.Work;

public sealed class WorkDiscoveryFunction(WorkDiscovery workDiscovery)
{
    [Function("WorkDiscovery")]
    public Task RunAsync([QueueTrigger("discoveries")] DiscoveryMessage message, CancellationToken cancellationToken) =>
        workDiscovery.ExecuteAsync(message, cancellationToken);
}
