using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Ages;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Functions.Access;
using ParentalConsent.Functions.Http;
using ParentalConsent.Functions.Json;
using ParentalConsent.Functions.Limits;

namespace ParentalConsent.Functions.Registrations;

public sealed class StartRegistrationFunction(
    ClientAccess access, StartRegistration startRegistration, RequestLimits limits, PolicySet policies, TimeProvider clock)
{
    [Function("StartRegistration")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/registrations")] HttpRequestData request,
        CancellationToken cancellationToken)
    {
        if (await access.FindAsync(request, cancellationToken) is not { } client)
        {
            return await request.ProblemAsync(Problems.ClientUnauthorized, cancellationToken);
        }

        return await JsonBody.ReadAsync(request, cancellationToken) switch
        {
            JsonBody.Read body => await StartAsync(request, client, body, cancellationToken),
            JsonBody.Rejected rejected => await request.ProblemAsync(rejected.Problem, cancellationToken),
            _ => throw new InvalidOperationException(),
        };
    }

    private async Task<HttpResponseData> StartAsync(
        HttpRequestData request, ClientPolicy client, JsonBody.Read body, CancellationToken cancellationToken)
    {
        var (command, errors) = RegistrationRequest.Read(body.Root, client, policies, clock.GetUtcNow());
        if (errors.Count > 0)
        {
            return await request.ProblemAsync(Problems.Invalid(errors), cancellationToken);
        }

        // Who is of age brings about no mail.
        return policies.Decide(client, command.Age, clock.GetUtcNow()).ConsentRequired && limits.Take(client.Id) is { } problem
            ? await request.ProblemAsync(problem, cancellationToken)
            : await request.StartedAsync(await startRegistration.ExecuteAsync(command, cancellationToken), cancellationToken);
    }
}
