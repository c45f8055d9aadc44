using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Discoveries;
using ParentalConsent.Functions.Access;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Discoveries;

/// <summary>Further lines. Those that came before are known by their numbers.</summary>
public sealed class TakeLinesFunction(ClientAccess access, DiscoveryAnswers answers)
{
    [Function("TakeLines")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/v1/discoveries/{discoveryId}/lines")] HttpRequestData request,
        string discoveryId,
        CancellationToken cancellationToken)
    {
        if (await access.FindAsync(request, cancellationToken) is not { } client)
        {
            return await request.ProblemAsync(Problems.ClientUnauthorized, cancellationToken);
        }

        var query = new QueryFields(request, "from", "end");
        var ends = DiscoveryAnswers.ReadEnd(query);
        var from = ReadFrom(query);
        if (query.Errors.Count > 0)
        {
            return await request.ProblemAsync(Problems.Invalid(query.Errors), cancellationToken);
        }

        if (await answers.FindAsync(discoveryId, client.Id, cancellationToken) is not { } found)
        {
            return await request.ProblemAsync(Problems.NoSuchDiscovery, cancellationToken);
        }

        return DiscoveryAnswers.FormatOf(request) != found.Discovery.Format
            ? await request.ProblemAsync(Problems.UnsupportedMediaType("the lines before were"), cancellationToken)
            : await answers.TakeAsync(request, new TakeLinesCommand(found, new LineReader(request.Body), from, ends), cancellationToken);
    }

    private static long ReadFrom(QueryFields query)
    {
        if (long.TryParse(query.Text("from"), NumberStyles.None, CultureInfo.InvariantCulture, out var from) && from > 0)
        {
            return from;
        }

        query.Add("from", "notALine", "Must be the number of the first line that is sent, from 1.");
        return 1;
    }
}
