using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Functions.Access;

namespace ParentalConsent.Functions.DeletionLog;

/// <summary>The whole log, to be checked offline.</summary>
public sealed class ExportLogFunction(ConsoleAccess access, LogExports exports)
{
    private const string Path = "api/v1/deletion-log/export";

    [Function("ExportLog")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Path)] HttpRequestData request,
        CancellationToken cancellationToken) =>
        await access.TurnAwayAsync(request, cancellationToken) ?? await exports.AnswerAsync(request, $"/{Path}", cancellationToken);
}
