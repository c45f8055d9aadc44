using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Ages;
using ParentalConsent.Core.Discoveries;
using ParentalConsent.Core.Policies;
using ParentalConsent.Functions.Access;
using ParentalConsent.Functions.Http;
using ParentalConsent.Functions.Json;
using ParentalConsent.Functions.Limits;
using ParentalConsent.Functions.Registrations;

namespace ParentalConsent.Functions.Discoveries;

/// <summary>One account, answered at once; or many, line by line.</summary>
public sealed class StartDiscoveryFunction(
    ClientAccess access,
    RecordDiscovery recordDiscovery,
    OpenDiscovery openDiscovery,
    DiscoveryAnswers answers,
    RequestLimits limits,
    PolicySet policies,
    TimeProvider clock)
{
    [Function("StartDiscovery")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/discoveries")] HttpRequestData request,
        CancellationToken cancellationToken)
    {
        if (await access.FindAsync(request, cancellationToken) is not { } client)
        {
            return await request.ProblemAsync(Problems.ClientUnauthorized, cancellationToken);
        }

        if (DiscoveryAnswers.FormatOf(request) is { } format)
        {
            return await OpenAsync(request, client, format, cancellationToken);
        }

        return await JsonBody.ReadAsync(request, cancellationToken, "application/json, application/x-ndjson or text/csv") switch
        {
            JsonBody.Read body => await RecordAsync(request, client, body, cancellationToken),
            JsonBody.Rejected rejected => await request.ProblemAsync(rejected.Problem, cancellationToken),
            _ => throw new InvalidOperationException(),
        };
    }

    private async Task<HttpResponseData> RecordAsync(
        HttpRequestData request, ClientPolicy client, JsonBody.Read body, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (command, errors) = DiscoveryRequest.Read(body.Root, client, policies, now);
        if (errors.Count > 0)
        {
            return await request.ProblemAsync(Problems.Invalid(errors), cancellationToken);
        }

        var bringsMail = client.Discoveries is DiscoveryPolicy.Ask && policies.Decide(client, command.Age, now).ConsentRequired;
        return bringsMail && limits.Take(client.Id) is { } problem
            ? await request.ProblemAsync(problem, cancellationToken)
            : await request.StartedAsync(await recordDiscovery.ExecuteAsync(command, cancellationToken), cancellationToken);
    }

    private async Task<HttpResponseData> OpenAsync(
        HttpRequestData request, ClientPolicy client, DiscoveryFormat format, CancellationToken cancellationToken)
    {
        var query = new QueryFields(request, "end");
        var ends = DiscoveryAnswers.ReadEnd(query);
        var lines = new LineReader(request.Body);
        var (columns, errors) = format is DiscoveryFormat.Csv ? await CsvHeader.ReadAsync(lines, cancellationToken) : ([], []);
        if (query.Errors.Count + errors.Count > 0)
        {
            return await request.ProblemAsync(Problems.Invalid([.. query.Errors, .. errors]), cancellationToken);
        }

        return await openDiscovery.ExecuteAsync(client, format, columns, cancellationToken) is { } opened
            ? await answers.TakeAsync(request, new TakeLinesCommand(opened, lines, From: 1, ends), cancellationToken)
            : await request.ProblemAsync(Problems.TooManyDiscoveries, cancellationToken);
    }
}
