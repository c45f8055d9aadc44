using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Functions.DeletionLog;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>The whole log as a file, to be checked offline.</summary>
public sealed class DownloadLogFunction(ConsoleGate gate, LogExports exports)
{
    [Function("DownloadLog")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console/deletion-log.ndjson")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        await gate.TurnAwayAsync(request, cancellationToken)
        ?? await exports.AnswerAsync(request, ConsolePaths.DeletionLogFile, cancellationToken);
}
