using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Functions.Access;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Registrations;

public sealed class ReadRegistrationFunction(ClientAccess access, ReadRegistration readRegistration, TimeProvider clock)
{
    [Function("ReadRegistration")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/registrations/{registrationId}")] HttpRequestData request,
        string registrationId,
        CancellationToken cancellationToken)
    {
        if (await access.FindAsync(request, cancellationToken) is not { } client)
        {
            return await request.ProblemAsync(Problems.ClientUnauthorized, cancellationToken);
        }

        return await readRegistration.ExecuteAsync(client.Id, registrationId, cancellationToken) is { } registration
            ? await request.JsonAsync(RegistrationAnswer.Of(registration, clock.GetUtcNow()), cancellationToken)
            : await request.ProblemAsync(Problems.NoSuchRegistration, cancellationToken);
    }
}
