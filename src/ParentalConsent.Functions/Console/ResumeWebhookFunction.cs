using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Logging;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Staff;
using ParentalConsent.Core.Webhooks;
using ParentalConsent.Functions.Http;
using ParentalConsent.Functions.Policies;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>An operator has a webhook tried again.</summary>
public sealed partial class ResumeWebhookFunction(
    ConsoleGate gate, StaffDesk desk, ResumeWebhook resumeWebhook, ConsolePages pages, ServiceAddress address, ILogger<ResumeWebhookFunction> logger)
{
    [Function("ResumeWebhook")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "console/webhooks/{clientId}")] HttpRequestData request,
        string clientId,
        CancellationToken cancellationToken)
    {
        if (await gate.FindAsync(request, cancellationToken) is null)
        {
            return request.SeeOther(ConsolePaths.Overview);
        }

        return request.IsFormOfOurs(address)
            ? await desk.ServeAsync(request, StaffAction.ResumeWebhook, null, _ => ResumeAsync(request, clientId, cancellationToken), cancellationToken)
            : await NothingAsync(request, cancellationToken);
    }

    private async Task<HttpResponseData> ResumeAsync(HttpRequestData request, string clientId, CancellationToken cancellationToken)
    {
        if (!PolicyIds.IsId(clientId) || !await resumeWebhook.ExecuteAsync(clientId, cancellationToken))
        {
            return await NothingAsync(request, cancellationToken);
        }

        Log.Resumed(logger, clientId);
        return request.SeeOther(ConsolePaths.Webhooks);
    }

    private async Task<HttpResponseData> NothingAsync(HttpRequestData request, CancellationToken cancellationToken) =>
        await request.HtmlAsync(
            await pages.NoticeAsync("Nothing was changed", "This was not asked for by a page of the console, or there is no such webhook.", ConsolePaths.Webhooks, "To the webhooks"),
            cancellationToken,
            HttpStatusCode.Forbidden);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The webhook of {ClientId} is tried again, as an operator asked", EventName = "WebhookResumed")]
        public static partial void Resumed(ILogger logger, string clientId);
    }
}
