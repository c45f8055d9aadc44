using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Staff;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>An operator resolves a step of a case, with a reason.</summary>
public sealed class ResolveStepFunction(ConsoleGate gate, StaffDesk desk, ResolveStep resolveStep, CaseAnswers answers, ServiceAddress address)
{
    [Function("ResolveStep")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "console/cases/{deletionId}/resolve")] HttpRequestData request,
        string deletionId,
        CancellationToken cancellationToken)
    {
        if (await gate.FindAsync(request, cancellationToken) is null)
        {
            return request.SeeOther(ConsolePaths.Overview);
        }

        if (!request.IsFormOfOurs(address) || await request.ReadFormAsync(cancellationToken) is not FormResult.Read { Form: var form })
        {
            return await answers.NothingAsync(request, HttpStatusCode.Forbidden, cancellationToken);
        }

        return await desk.ServeAsync(
            request, StaffAction.ResolveStep, deletionId, visit => ResolveAsync(request, deletionId, visit.Who, form, cancellationToken), cancellationToken);
    }

    private async Task<HttpResponseData> ResolveAsync(
        HttpRequestData request, string deletionId, StaffMember who, Form form, CancellationToken cancellationToken)
    {
        var typed = form.Value("reason");
        if (StaffReason.Read(typed) is not { } reason)
        {
            return await answers.ShowAsync(request, deletionId, who, typed, [CaseAnswers.ReasonMissing], cancellationToken);
        }

        return DeletionIds.IsId(deletionId)
            ? await resolveStep.ExecuteAsync(new ResolveStepCommand(deletionId, form.Value("step") ?? "", reason), cancellationToken) switch
            {
                ResolveStepResult.Resolved => request.SeeOther(ConsolePaths.Deletion(deletionId)),
                ResolveStepResult.Over or ResolveStepResult.Busy => await answers.NothingAsync(request, HttpStatusCode.Conflict, cancellationToken),
                _ => await answers.NothingAsync(request, HttpStatusCode.NotFound, cancellationToken),
            }
            : await answers.NothingAsync(request, HttpStatusCode.NotFound, cancellationToken);
    }
}
