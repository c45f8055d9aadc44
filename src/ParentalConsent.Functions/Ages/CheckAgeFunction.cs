using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Ages;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Policies;
using ParentalConsent.Functions.Access;
using ParentalConsent.Functions.Http;
using ParentalConsent.Functions.Json;

namespace ParentalConsent.Functions.Ages;

/// <summary>Does somebody of this age need a guardian's consent? Stores nothing.</summary>
public sealed class CheckAgeFunction(ClientAccess access, PolicySet policies, TimeProvider clock)
{
    [Function("CheckAge")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/age-checks")] HttpRequestData request,
        CancellationToken cancellationToken)
    {
        if (await access.FindAsync(request, cancellationToken) is not { } client)
        {
            return await request.ProblemAsync(Problems.ClientUnauthorized, cancellationToken);
        }

        return await JsonBody.ReadAsync(request, cancellationToken) switch
        {
            JsonBody.Read body => await AnswerAsync(request, client, body, cancellationToken),
            JsonBody.Rejected rejected => await request.ProblemAsync(rejected.Problem, cancellationToken),
            _ => throw new InvalidOperationException(),
        };
    }

    private Task<HttpResponseData> AnswerAsync(
        HttpRequestData request, ClientPolicy client, JsonBody.Read body, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var fields = new JsonFields(body.Root, AgeFields.DateOfBirth, AgeFields.Age, AgeFields.Country);
        var statement = AgeFields.Read(fields, now);
        return fields.Errors.Count > 0
            ? request.ProblemAsync(Problems.Invalid(fields.Errors), cancellationToken)
            : request.JsonAsync(
                AgeCheckAnswer.Of(
                    policies.Decide(client, statement, now), MethodChoice.IsAvailable(policies, client, statement.Country)),
                cancellationToken);
    }
}
