using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Holds;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Staff;
using ParentalConsent.Functions.Holds;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>An operator ends a hold before its time.</summary>
public sealed class ReleaseHoldFunction(
    ConsoleGate gate, StaffDesk desk, ReleaseHold releaseHold, HoldAnswers answers, ConsolePages pages, ServiceAddress address)
{
    [Function("ReleaseHold")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "console/holds/{holdId}")] HttpRequestData request,
        string holdId,
        CancellationToken cancellationToken)
    {
        if (await gate.FindAsync(request, cancellationToken) is null)
        {
            return request.SeeOther(ConsolePaths.Overview);
        }

        if (!request.IsFormOfOurs(address) || await request.ReadFormAsync(cancellationToken) is not FormResult.Read { Form: var form })
        {
            return await answers.NotOursAsync(request, cancellationToken);
        }

        return await desk.ServeAsync(
            request, StaffAction.EndHold, null, visit => EndAsync(request, holdId, form.Value("reason"), visit, cancellationToken), cancellationToken);
    }

    private async Task<HttpResponseData> EndAsync(
        HttpRequestData request, string holdId, string? reason, StaffVisit visit, CancellationToken cancellationToken)
    {
        var (command, problems) = HoldForm.ToCommand(holdId, reason, visit.Who.Name);
        if (command is null)
        {
            return await answers.ShowAsync(request, holdId, visit, reason, problems, cancellationToken);
        }

        switch (await releaseHold.ExecuteAsync(command, cancellationToken))
        {
            case ReleaseHoldResult.Released { Hold: var hold }:
                visit.About = hold.DeletionId;
                return request.SeeOther(ConsolePaths.Hold(hold.Id));
            case ReleaseHoldResult.Over { Hold: var hold }:
                visit.About = hold.DeletionId;
                return await request.HtmlAsync(
                    await pages.NoticeAsync("This hold is over", "It had ended already. Nothing was changed.", ConsolePaths.Hold(hold.Id), "To the hold"),
                    cancellationToken,
                    HttpStatusCode.Conflict);
            default:
                return await answers.NoSuchHoldAsync(request, cancellationToken);
        }
    }
}
