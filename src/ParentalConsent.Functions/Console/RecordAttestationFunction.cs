using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Staff;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>Finds a registration by its code, and records the consent that an administrator received for it.</summary>
public sealed class RecordAttestationFunction(
    ConsoleGate gate, StaffDesk desk, RecordAttestation recordAttestation, ConsolePages pages, ServiceAddress address, TimeProvider clock)
{
    [Function("RecordAttestation")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "console/attestations")] HttpRequestData request,
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

        var fields = AttestForm.Read(form);
        var records = form.Value("record") is not null;
        return await desk.ServeAsync(
            request,
            records ? StaffAction.RecordConsent : StaffAction.LookUpCode,
            null,
            visit => RunAsync(request, fields, records, visit, cancellationToken),
            cancellationToken);
    }

    private async Task<HttpResponseData> RunAsync(
        HttpRequestData request, AttestFields fields, bool records, StaffVisit visit, CancellationToken cancellationToken)
    {
        if (await recordAttestation.FindAsync(fields.Code, cancellationToken) is not
            { State: RegistrationState.AwaitingParent } registration
            || (VerificationReference.ParseCode(fields.Code) is not null && !registration.Verification.IsPending))
        {
            return await request.HtmlAsync(
                await pages.AttestAsync(
                    null,
                    fields,
                    ["Nothing waits under this code or id: it is mistyped, replaced by a newer one, decided already, or of a client that takes no consent this way."]),
                cancellationToken,
                HttpStatusCode.NotFound);
        }

        visit.About = registration.Id;
        if (!records)
        {
            return await request.HtmlAsync(await pages.AttestAsync(registration, fields, []), cancellationToken);
        }

        var (command, problems) = AttestForm.ToCommand(fields, visit.Who.Name, registration.CreatedAt, clock.GetUtcNow());
        if (command is null)
        {
            return await request.HtmlAsync(
                await pages.AttestAsync(registration, fields, problems), cancellationToken, HttpStatusCode.UnprocessableEntity);
        }

        return await recordAttestation.ExecuteAsync(command, cancellationToken) is CompleteGrantResult.Completed or CompleteGrantResult.Before
            ? await NoticeAsync(
                request, "Recorded", "The consent counts, and the guardian gets a mail that says so.", HttpStatusCode.OK, cancellationToken)
            : await NoticeAsync(
                request,
                "Not recorded",
                "The guardian decided otherwise meanwhile, or the deadline passed. Nothing was changed.",
                HttpStatusCode.Conflict,
                cancellationToken);
    }

    private async Task<HttpResponseData> NoticeAsync(
        HttpRequestData request, string title, string text, HttpStatusCode status, CancellationToken cancellationToken) =>
        await request.HtmlAsync(
            await pages.NoticeAsync(title, text, ConsolePaths.Attestations, "Record another consent"), cancellationToken, status);
}
