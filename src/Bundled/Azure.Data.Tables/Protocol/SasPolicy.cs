using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Protocol;

/// <summary>Adds a shared access signature to the query of each request, once however often it is retried.</summary>
internal sealed class SasPolicy(Func<string> signature) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var uri = message.Request.Uri;
        var parameters = signature().TrimStart('?');
        if (!uri.Query.Contains(parameters, StringComparison.Ordinal))
        {
            uri.Query = uri.Query.Length > 1 ? $"{uri.Query}&{parameters}" : $"?{parameters}";
        }
    }
}
