using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Functions.Access;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Registrations;

/// <summary>Deletes what is held. Cancelling what ends in deletion already is answered 200, so that a repeated call is no error.</summary>
public sealed class CancelRegistrationFunction(ClientAccess access, CancelRegistration cancelRegistration, TimeProvider clock)
{
    [Function("CancelRegistration")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/registrations/{registrationId}/cancel")] HttpRequestData request,
        string registrationId,
        CancellationToken cancellationToken)
    {
        if (await access.FindAsync(request, cancellationToken) is not { } client)
        {
            return await request.ProblemAsync(Problems.ClientUnauthorized, cancellationToken);
        }

        return await cancelRegistration.ExecuteAsync(client.Id, registrationId, cancellationToken) switch
        {
            CancelRegistrationResult.Cancelled { Registration: var cancelled } =>
                await request.JsonAsync(RegistrationAnswer.Of(cancelled, clock.GetUtcNow()), cancellationToken, HttpStatusCode.Accepted),
            CancelRegistrationResult.EndsAnyway { Registration: var ending } =>
                await request.JsonAsync(RegistrationAnswer.Of(ending, clock.GetUtcNow()), cancellationToken),
            _ => await request.ProblemAsync(Problems.NoSuchRegistration, cancellationToken),
        };
    }
}
