using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Functions.Access;
using ParentalConsent.Functions.Http;
using ParentalConsent.Functions.Limits;

namespace ParentalConsent.Functions.Registrations;

/// <summary>Sends the request to the guardian once more.</summary>
public sealed class ResendRequestFunction(ClientAccess access, ResendRequest resendRequest, RequestLimits limits, TimeProvider clock)
{
    [Function("ResendRequest")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/registrations/{registrationId}/resend")] HttpRequestData request,
        string registrationId,
        CancellationToken cancellationToken)
    {
        if (await access.FindAsync(request, cancellationToken) is not { } client)
        {
            return await request.ProblemAsync(Problems.ClientUnauthorized, cancellationToken);
        }

        if (limits.Take(client.Id) is { } problem)
        {
            return await request.ProblemAsync(problem, cancellationToken);
        }

        return await resendRequest.ExecuteAsync(client, registrationId, cancellationToken) switch
        {
            ResendRequestResult.Queued { Registration: var queued } =>
                await request.JsonAsync(RegistrationAnswer.Of(queued, clock.GetUtcNow()), cancellationToken, HttpStatusCode.Accepted),
            ResendRequestResult.NotWaiting => await request.ProblemAsync(Problems.NotAwaitingParent, cancellationToken),
            ResendRequestResult.NoMail => await request.ProblemAsync(Problems.GuardianNotReachable, cancellationToken),
            ResendRequestResult.TooManyResends => await request.ProblemAsync(Problems.TooManyResends, cancellationToken),
            ResendRequestResult.TooSoon { RetryAfter: var wait } =>
                await request.ProblemAsync(Problems.ResendTooSoon((int)Math.Ceiling(wait.TotalSeconds)), cancellationToken),
            _ => await request.ProblemAsync(Problems.NoSuchRegistration, cancellationToken),
        };
    }
}
