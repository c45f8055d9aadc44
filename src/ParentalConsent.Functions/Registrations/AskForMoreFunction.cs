using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Questions;
using ParentalConsent.Functions.Access;
using ParentalConsent.Functions.Http;
using ParentalConsent.Functions.Json;
using ParentalConsent.Functions.Limits;

namespace ParentalConsent.Functions.Registrations;

/// <summary>Asks guardians about further purposes after a grant. A repeated call is no error. Body: <c>{ purposes }</c>.</summary>
public sealed class AskForMoreFunction(ClientAccess access, AskForMore askForMore, RequestLimits limits, TimeProvider clock)
{
    [Function("AskForMore")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/registrations/{registrationId}/purposes")] HttpRequestData request,
        string registrationId,
        CancellationToken cancellationToken)
    {
        if (await access.FindAsync(request, cancellationToken) is not { } client)
        {
            return await request.ProblemAsync(Problems.ClientUnauthorized, cancellationToken);
        }

        return await JsonBody.ReadAsync(request, cancellationToken) switch
        {
            JsonBody.Read body => await AskAsync(request, client, registrationId, body, cancellationToken),
            JsonBody.Rejected rejected => await request.ProblemAsync(rejected.Problem, cancellationToken),
            _ => throw new InvalidOperationException(),
        };
    }

    private async Task<HttpResponseData> AskAsync(
        HttpRequestData request, ClientPolicy client, string registrationId, JsonBody.Read body, CancellationToken cancellationToken)
    {
        var fields = new JsonFields(body.Root, PurposesField.Name);
        var purposes = PurposesField.Read(fields, client) ?? [];
        if (purposes.Count == 0 || fields.Errors.Count > 0)
        {
            return await request.ProblemAsync(
                Problems.Invalid(fields.Errors.Count == 0 ? [PurposesField.Required] : fields.Errors), cancellationToken);
        }

        if (limits.Take(client.Id) is { } problem)
        {
            return await request.ProblemAsync(problem, cancellationToken);
        }

        var command = new AskForMoreCommand(client, registrationId, [.. client.Purposes.Where(purposes.Contains)]);
        return await askForMore.ExecuteAsync(command, cancellationToken) switch
        {
            AskForMoreResult.Asked { Registration: var asked } =>
                await request.JsonAsync(RegistrationAnswer.Of(asked, clock.GetUtcNow()), cancellationToken, HttpStatusCode.Accepted),
            AskForMoreResult.Unchanged { Registration: var unchanged } =>
                await request.JsonAsync(RegistrationAnswer.Of(unchanged, clock.GetUtcNow()), cancellationToken),
            AskForMoreResult.AlreadyGranted { Purposes: var granted } =>
                await request.ProblemAsync(Problems.Invalid(PurposesField.AlreadyGranted(purposes, granted)), cancellationToken),
            AskForMoreResult.NotGranted => await request.ProblemAsync(Problems.NotGranted, cancellationToken),
            AskForMoreResult.Over => await request.ProblemAsync(Problems.RegistrationOver, cancellationToken),
            AskForMoreResult.OfAge => await request.ProblemAsync(Problems.OfAge, cancellationToken),
            AskForMoreResult.NoMethodForCountry => await request.ProblemAsync(Problems.MethodNotAvailable, cancellationToken),
            AskForMoreResult.NoMail => await request.ProblemAsync(Problems.GuardianNotReachable, cancellationToken),
            AskForMoreResult.TooMany { RetryAfter: var wait } =>
                await request.ProblemAsync(Problems.TooManyQuestions((int)Math.Ceiling(wait.TotalSeconds)), cancellationToken),
            _ => await request.ProblemAsync(Problems.NoSuchRegistration, cancellationToken),
        };
    }
}
