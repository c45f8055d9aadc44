using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Staff;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>Where a registration stands, with its history.</summary>
public sealed class ShowRegistrationFunction(StaffDesk desk, RegistrationAnswers answers)
{
    [Function("ShowRegistration")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console/registrations/{registrationId}")] HttpRequestData request,
        string registrationId,
        CancellationToken cancellationToken) =>
        await desk.ServeAsync(
            request,
            StaffAction.SeeRegistration,
            registrationId,
            visit => answers.ShowAsync(request, registrationId, visit.Who, RemovalFields.Empty, [], cancellationToken),
            cancellationToken);
}
