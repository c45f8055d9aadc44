using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Staff;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>Where a registration stands, with its history.</summary>
public sealed class ShowRegistrationFunction(StaffDesk desk, IRegistrationStore store, ConsolePages pages)
{
    [Function("ShowRegistration")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console/registrations/{registrationId}")] HttpRequestData request,
        string registrationId,
        CancellationToken cancellationToken) =>
        await desk.ServeAsync(
            request, StaffAction.SeeRegistration, registrationId, _ => ShowAsync(request, registrationId, cancellationToken), cancellationToken);

    private async Task<HttpResponseData> ShowAsync(HttpRequestData request, string registrationId, CancellationToken cancellationToken) =>
        await store.FindAsync(registrationId, cancellationToken) is { Registration: var registration }
            ? await request.HtmlAsync(
                await pages.RegistrationAsync(registration, await store.ReadHistoryAsync(registration.Id, cancellationToken)), cancellationToken)
            : await request.HtmlAsync(
                await pages.NoticeAsync("No such registration", "There is no registration of this id.", ConsolePaths.Overview, "To the overview"),
                cancellationToken,
                HttpStatusCode.NotFound);
}
