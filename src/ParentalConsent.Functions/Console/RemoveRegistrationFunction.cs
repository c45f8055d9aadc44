using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Staff;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>An operator has a registration deleted, with a reason.</summary>
public sealed class RemoveRegistrationFunction(
    ConsoleGate gate, StaffDesk desk, RemoveRegistration removeRegistration, RegistrationAnswers answers, ConsolePages pages, ServiceAddress address)
{
    [Function("RemoveRegistration")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "console/registrations/{registrationId}/removal")] HttpRequestData request,
        string registrationId,
        CancellationToken cancellationToken)
    {
        if (await gate.FindAsync(request, cancellationToken) is null)
        {
            return request.SeeOther(ConsolePaths.Overview);
        }

        if (!request.IsFormOfOurs(address) || await request.ReadFormAsync(cancellationToken) is not FormResult.Read { Form: var form })
        {
            return await NothingAsync(request, HttpStatusCode.Forbidden, "This was not asked for by a page of the console.", cancellationToken);
        }

        return await desk.ServeAsync(
            request,
            StaffAction.DeleteRegistration,
            registrationId,
            visit => RemoveAsync(
                request, registrationId, visit, new RemovalFields(form.Value(RemovalFields.BehalfName), form.Value("reason")), cancellationToken),
            cancellationToken);
    }

    private async Task<HttpResponseData> RemoveAsync(
        HttpRequestData request, string registrationId, StaffVisit visit, RemovalFields fields, CancellationToken cancellationToken)
    {
        if (fields.GuardianAsked is not { } guardianAsked || StaffReason.Read(fields.Reason) is not { } reason)
        {
            return await answers.ShowAsync(request, registrationId, visit.Who, fields, [.. Problems(fields)], cancellationToken);
        }

        return await removeRegistration.ExecuteAsync(
            new RemoveRegistrationCommand(registrationId, reason, guardianAsked), cancellationToken) switch
        {
            RemoveRegistrationResult.Removed => request.SeeOther(ConsolePaths.Registration(registrationId)),
            RemoveRegistrationResult.EndsAnyway => await NothingAsync(
                request, HttpStatusCode.Conflict, "It is deleted already, or on the way there.", cancellationToken),
            _ => await answers.NoSuchAsync(request, cancellationToken),
        };
    }

    private static IEnumerable<string> Problems(RemovalFields fields)
    {
        if (fields.GuardianAsked is null)
        {
            yield return "Choose on whose behalf it is deleted.";
        }

        if (StaffReason.Read(fields.Reason) is null)
        {
            yield return CaseAnswers.ReasonMissing;
        }
    }

    private async Task<HttpResponseData> NothingAsync(
        HttpRequestData request, HttpStatusCode status, string why, CancellationToken cancellationToken) =>
        await request.HtmlAsync(await pages.NoticeAsync("Nothing was changed", why, ConsolePaths.Overview, "To the overview"), cancellationToken, status);
}
