using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Forms;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Staff;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>An administrator accepts or rejects a signed form.</summary>
public sealed class DecideReviewFunction(
    ConsoleGate gate, StaffDesk desk, ReadForm readForm, CompleteGrant completeGrant, RejectForm rejectForm, ReviewAnswers answers, ConsolePages pages, ServiceAddress address)
{
    private const string Accept = "accept";

    [Function("DecideReview")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "console/reviews/{registrationId}")] HttpRequestData request,
        string registrationId,
        CancellationToken cancellationToken)
    {
        if (await gate.FindAsync(request, cancellationToken) is null)
        {
            return request.SeeOther(ConsolePaths.Overview);
        }

        if (!request.IsFormOfOurs(address) || await request.ReadFormAsync(cancellationToken) is not FormResult.Read { Form: var form })
        {
            return await request.HtmlAsync(
                await pages.NoticeAsync("Nothing was changed", "This was not asked for by a page of the console.", ConsolePaths.Reviews, "To the signed forms"),
                cancellationToken,
                HttpStatusCode.Forbidden);
        }

        var finding = form.Value("finding");
        var problem = Enum.TryParse<FormProblem>(finding, out var parsed) && Enum.IsDefined(parsed) && parsed.ToString() == finding ? parsed : (FormProblem?)null;
        return (finding, problem) switch
        {
            (Accept, _) or (_, not null) => await desk.ServeAsync(
                request,
                problem is null ? StaffAction.AcceptForm : StaffAction.RejectForm,
                registrationId,
                visit => DecideAsync(request, registrationId, form.Value("upload"), visit.Who.Name, problem, cancellationToken),
                cancellationToken),
            _ => await desk.ServeAsync(
                request,
                StaffAction.SeeForm,
                registrationId,
                _ => answers.ShowAsync(request, registrationId, ["Say what you found."], cancellationToken),
                cancellationToken),
        };
    }

    private async Task<HttpResponseData> DecideAsync(
        HttpRequestData request, string registrationId, string? upload, string by, FormProblem? problem, CancellationToken cancellationToken)
    {
        if (upload is null
            || await readForm.FindAsync(registrationId, cancellationToken) is not { Verification: { Reference: { } reference } verification }
            || verification.Upload != upload)
        {
            return await answers.GoneAsync(request, cancellationToken, HttpStatusCode.Conflict);
        }

        var done = problem is { } why
            ? await rejectForm.ExecuteAsync(new RejectFormCommand(registrationId, upload, why, by), cancellationToken) is RejectFormResult.Rejected
            : await completeGrant.ExecuteAsync(
                new CompleteGrantCommand(
                    registrationId, reference, VerificationMove.AcceptForm, Actor.Administrator, new VerificationEvidence(by, "signedForm"), upload),
                cancellationToken) is CompleteGrantResult.Completed or CompleteGrantResult.Before;
        if (!done)
        {
            return await answers.GoneAsync(request, cancellationToken, HttpStatusCode.Conflict);
        }

        return await request.HtmlAsync(
            problem is null
                ? await pages.NoticeAsync("Accepted", "The consent counts, and the guardian gets a mail that says so. The picture is deleted.", ConsolePaths.Reviews, "To the signed forms")
                : await pages.NoticeAsync("Rejected", "The guardian gets a mail that says why, and how to send the form again. The picture is deleted.", ConsolePaths.Reviews, "To the signed forms"),
            cancellationToken);
    }
}
