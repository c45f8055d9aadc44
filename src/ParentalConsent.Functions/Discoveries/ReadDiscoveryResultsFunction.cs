using System.Globalization;
using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Functions.Access;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Discoveries;

/// <summary>What came of each line, as a file of JSON lines or CSV.</summary>
public sealed class ReadDiscoveryResultsFunction(ClientAccess access, DiscoveryAnswers answers, DiscoveryResultLines lines)
{
    [Function("ReadDiscoveryResults")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/discoveries/{discoveryId}/results")] HttpRequestData request,
        string discoveryId,
        CancellationToken cancellationToken)
    {
        if (await access.FindAsync(request, cancellationToken) is not { } client)
        {
            return await request.ProblemAsync(Problems.ClientUnauthorized, cancellationToken);
        }

        var query = new QueryFields(request, "format", "after");
        var csv = ReadFormat(query, request);
        var after = ReadAfter(query);
        if (query.Errors.Count > 0)
        {
            return await request.ProblemAsync(Problems.Invalid(query.Errors), cancellationToken);
        }

        return await answers.FindAsync(discoveryId, client.Id, cancellationToken) is null
            ? await request.ProblemAsync(Problems.NoSuchDiscovery, cancellationToken)
            : await WriteAsync(request, discoveryId, after, csv, cancellationToken);
    }

    private async Task<HttpResponseData> WriteAsync(
        HttpRequestData request, string discoveryId, long after, bool csv, CancellationToken cancellationToken)
    {
        var response = csv ? request.CreateCsvResponse("discovery.csv") : request.CreateResponse(HttpStatusCode.OK);
        if (!csv)
        {
            response.AddApiHeaders(request);
            response.Headers.Add("Content-Type", "application/x-ndjson");
        }

        var last = await lines.WriteAsync(response.Body, discoveryId, after, csv, cancellationToken);
        response.Headers.Add("X-Last-Line", last.ToString(CultureInfo.InvariantCulture));
        return response;
    }

    private static bool ReadFormat(QueryFields query, HttpRequestData request)
    {
        switch (query.Text("format"))
        {
            case "csv":
                return true;
            case "ndjson":
                return false;
            case null:
                return request.Accepts("text/csv");
            default:
                query.Add("format", "unknownFormat", "Must be ndjson or csv.");
                return false;
        }
    }

    private static long ReadAfter(QueryFields query)
    {
        if (query.Text("after") is not { } text)
        {
            return 0;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var after) && after < int.MaxValue)
        {
            return after;
        }

        query.Add("after", "notALine", "Must be the X-Last-Line of an answer before.");
        return 0;
    }
}
