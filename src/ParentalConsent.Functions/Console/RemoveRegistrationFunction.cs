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
            visit => RemoveAsync(request, registrationId, visit, form.Value("reason"), cancellationToken),
            cancellationToken);
    }

    private async Task<HttpResponseData> RemoveAsync(
        HttpRequestData request, string registrationId, StaffVisit visit, string? typed, CancellationToken cancellationToken)
    {
        if (StaffReason.Read(typed) is not { } reason)
        {
            return await answers.ShowAsync(request, registrationId, visit.Who, typed, [CaseAnswers.ReasonMissing], cancellationToken);
        }

        return await removeRegistration.ExecuteAsync(new RemoveRegistrationCommand(registrationId, reason), cancellationToken) switch
        {
            RemoveRegistrationResult.Removed => request.SeeOther(ConsolePaths.Registration(registrationId)),
            RemoveRegistrationResult.EndsAnyway => await NothingAsync(
                request, HttpStatusCode.Conflict, "It is deleted already, or on the way there.", cancellationToken),
            _ => await answers.NoSuchAsync(request, cancellationToken),
        };
    }

    private async Task<HttpResponseData> NothingAsync(
        HttpRequestData request, HttpStatusCode status, string why, CancellationToken cancellationToken) =>
        await request.HtmlAsync(await pages.NoticeAsync("Nothing was changed", why, ConsolePaths.Overview, "To the overview"), cancellationToken, status);
}
