using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Policies;
using ParentalConsent.Functions.Access;
using ParentalConsent.Functions.Http;
using ParentalConsent.Functions.Json;

namespace ParentalConsent.Functions.Registrations;

/// <summary>A young person who has come of age confirms or withdraws, signed in at the client. A repeated call is no error.</summary>
public sealed class RecordOwnDecisionFunction(ClientAccess access, RecordOwnDecision recordOwnDecision, TimeProvider clock)
{
    [Function("RecordOwnDecision")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/registrations/{registrationId}/own-decision")] HttpRequestData request,
        string registrationId,
        CancellationToken cancellationToken)
    {
        if (await access.FindAsync(request, cancellationToken) is not { } client)
        {
            return await request.ProblemAsync(Problems.ClientUnauthorized, cancellationToken);
        }

        return await JsonBody.ReadAsync(request, cancellationToken) switch
        {
            JsonBody.Read body => await DecideAsync(request, client, registrationId, body, cancellationToken),
            JsonBody.Rejected rejected => await request.ProblemAsync(rejected.Problem, cancellationToken),
            _ => throw new InvalidOperationException(),
        };
    }

    private async Task<HttpResponseData> DecideAsync(
        HttpRequestData request, ClientPolicy client, string registrationId, JsonBody.Read body, CancellationToken cancellationToken)
    {
        var (command, errors) = OwnDecisionRequest.Read(body.Root, client, registrationId);
        if (errors.Count > 0)
        {
            return await request.ProblemAsync(Problems.Invalid(errors), cancellationToken);
        }

        return await recordOwnDecision.ExecuteAsync(command, cancellationToken) switch
        {
            RecordOwnDecisionResult.Confirmed { Registration: var confirmed } =>
                await request.JsonAsync(RegistrationAnswer.Of(confirmed, clock.GetUtcNow()), cancellationToken),
            RecordOwnDecisionResult.Withdrawn { Registration: var withdrawn } =>
                await request.JsonAsync(RegistrationAnswer.Of(withdrawn, clock.GetUtcNow()), cancellationToken, HttpStatusCode.Accepted),
            RecordOwnDecisionResult.Unchanged { Registration: var unchanged } =>
                await request.JsonAsync(RegistrationAnswer.Of(unchanged, clock.GetUtcNow()), cancellationToken),
            RecordOwnDecisionResult.NotOfAge => await request.ProblemAsync(Problems.NotOfAge, cancellationToken),
            RecordOwnDecisionResult.ConsentPending => await request.ProblemAsync(Problems.ConsentPending, cancellationToken),
            RecordOwnDecisionResult.Over => await request.ProblemAsync(Problems.RegistrationOver, cancellationToken),
            RecordOwnDecisionResult.NothingConfirmed => await request.ProblemAsync(
                Problems.Invalid([OwnDecisionRequest.NothingConfirmed]), cancellationToken),
            _ => await request.ProblemAsync(Problems.NoSuchRegistration, cancellationToken),
        };
    }
}
