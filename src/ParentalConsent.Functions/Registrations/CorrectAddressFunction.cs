using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Functions.Access;
using ParentalConsent.Functions.Http;
using ParentalConsent.Functions.Json;
using ParentalConsent.Functions.Limits;

namespace ParentalConsent.Functions.Registrations;

/// <summary>Corrects the guardian's address before a decision. A repeated call is no error.</summary>
public sealed class CorrectAddressFunction(ClientAccess access, CorrectAddress correctAddress, RequestLimits limits, TimeProvider clock)
{
    [Function("CorrectAddress")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/registrations/{registrationId}/parent-email")] HttpRequestData request,
        string registrationId,
        CancellationToken cancellationToken)
    {
        if (await access.FindAsync(request, cancellationToken) is not { } client)
        {
            return await request.ProblemAsync(Problems.ClientUnauthorized, cancellationToken);
        }

        return await JsonBody.ReadAsync(request, cancellationToken) switch
        {
            JsonBody.Read body => await CorrectAsync(request, client, registrationId, body, cancellationToken),
            JsonBody.Rejected rejected => await request.ProblemAsync(rejected.Problem, cancellationToken),
            _ => throw new InvalidOperationException(),
        };
    }

    private async Task<HttpResponseData> CorrectAsync(
        HttpRequestData request, ClientPolicy client, string registrationId, JsonBody.Read body, CancellationToken cancellationToken)
    {
        var (command, errors) = AddressCorrection.Read(body.Root, client, registrationId);
        if (errors.Count > 0)
        {
            return await request.ProblemAsync(Problems.Invalid(errors), cancellationToken);
        }

        if (limits.Take(client.Id) is { } problem)
        {
            return await request.ProblemAsync(problem, cancellationToken);
        }

        return await correctAddress.ExecuteAsync(command, cancellationToken) switch
        {
            CorrectAddressResult.Corrected { Registration: var corrected } =>
                await request.JsonAsync(RegistrationAnswer.Of(corrected, clock.GetUtcNow()), cancellationToken, HttpStatusCode.Accepted),
            CorrectAddressResult.Unchanged { Registration: var unchanged } =>
                await request.JsonAsync(RegistrationAnswer.Of(unchanged, clock.GetUtcNow()), cancellationToken),
            CorrectAddressResult.NotWaiting => await request.ProblemAsync(Problems.NotAwaitingParent, cancellationToken),
            CorrectAddressResult.SecondGuardians => await request.ProblemAsync(
                Problems.Invalid([AddressCorrection.SameAsSecond]), cancellationToken),
            CorrectAddressResult.TooManyChanges => await request.ProblemAsync(Problems.TooManyChanges, cancellationToken),
            CorrectAddressResult.ParentEmailIsChilds => await request.ProblemAsync(
                Problems.Invalid([RegistrationRequest.ParentEmailIsChilds]), cancellationToken),
            _ => await request.ProblemAsync(Problems.NoSuchRegistration, cancellationToken),
        };
    }
}
