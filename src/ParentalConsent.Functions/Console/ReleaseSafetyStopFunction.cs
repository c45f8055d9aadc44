using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Staff;
using ParentalConsent.Core.Watch;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>Lets go on what a safety stop holds.</summary>
public sealed class ReleaseSafetyStopFunction(
    ConsoleGate gate, StaffDesk desk, ReleaseSafetyStop release, SafetyStopAnswers answers, ConsolePages pages, ServiceAddress address)
{
    [Function("ReleaseSafetyStop")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "console/safety-stop")] HttpRequestData request,
        CancellationToken cancellationToken)
    {
        if (await gate.FindAsync(request, cancellationToken) is null)
        {
            return request.SeeOther(ConsolePaths.Overview);
        }

        if (!request.IsFormOfOurs(address) || await request.ReadFormAsync(cancellationToken) is not FormResult.Read { Form: var form })
        {
            return await NoticeAsync(
                request, "Nothing was changed", "This was not asked for by a page of the console.", HttpStatusCode.Forbidden, cancellationToken);
        }

        return await desk.ServeAsync(
            request, StaffAction.ReleaseSafetyStop, null, visit => ReleaseAsync(request, form, visit.Who, cancellationToken), cancellationToken);
    }

    private async Task<HttpResponseData> ReleaseAsync(HttpRequestData request, Form form, StaffMember who, CancellationToken cancellationToken)
    {
        var fields = ReleaseForm.Read(form);
        var (command, problems) = ReleaseForm.ToCommand(fields, form.Value("stop") ?? "", who.Name);
        if (command is null)
        {
            return await answers.ShowAsync(request, who.MayAct, fields, problems, cancellationToken);
        }

        return await release.ExecuteAsync(command, cancellationToken) switch
        {
            ReleaseSafetyStopResult.Released => await NoticeAsync(
                request, "Released", "The next sweep hands out what is due now. It is in the deletion log.", HttpStatusCode.OK, cancellationToken),
            ReleaseSafetyStopResult.MoreAreDue { Due: var due } => await answers.ShowAsync(
                request, who.MayAct, fields, [$"{due} lines are due now, more than you entered. Nothing was released."], cancellationToken),
            _ => await NoticeAsync(
                request,
                "Nothing was changed",
                "This stop is over, was released already, or another took its place.",
                HttpStatusCode.Conflict,
                cancellationToken),
        };
    }

    private async Task<HttpResponseData> NoticeAsync(
        HttpRequestData request, string title, string text, HttpStatusCode status, CancellationToken cancellationToken) =>
        await request.HtmlAsync(await pages.NoticeAsync(title, text, ConsolePaths.SafetyStop, "To the safety stop"), cancellationToken, status);
}
