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

/// <summary>An operator puts a hold on the log of a case.</summary>
public sealed class SetHoldFunction(
    ConsoleGate gate, StaffDesk desk, SetHold setHold, HoldAnswers answers, ConsolePages pages, ServiceAddress address)
{
    [Function("SetHold")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "console/holds")] HttpRequestData request,
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

        var fields = HoldForm.Read(form);
        return await desk.ServeAsync(
            request, StaffAction.SetHold, fields.About?.Trim(), visit => SetAsync(request, fields, visit, cancellationToken), cancellationToken);
    }

    private async Task<HttpResponseData> SetAsync(
        HttpRequestData request, HoldFields fields, StaffVisit visit, CancellationToken cancellationToken)
    {
        var (command, problems) = HoldForm.ToCommand(fields, visit.Who.Name);
        if (command is null)
        {
            return await answers.ListAsync(request, visit.Who.MayAct, fields, problems, cancellationToken);
        }

        if (await setHold.ExecuteAsync(command, cancellationToken) is not SetHoldResult.Set { Hold: var hold })
        {
            return await request.HtmlAsync(
                await pages.NoticeAsync("No such case", "There is no deletion and no registration of this id.", ConsolePaths.Holds, "To the holds"),
                cancellationToken,
                HttpStatusCode.NotFound);
        }

        visit.About = hold.DeletionId;
        return request.SeeOther(ConsolePaths.Hold(hold.Id));
    }
}
