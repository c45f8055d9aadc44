using System.Globalization;
using System.Net;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Discoveries;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Discoveries;

/// <summary>What calls that send lines are answered with.</summary>
public sealed class DiscoveryAnswers(TakeLines takeLines, EndDiscovery endDiscovery, ReadDiscoveries readDiscoveries, IDiscoveryStore store)
{
    private const string End = "end";

    /// <summary>A discovery of the client's; null for any other.</summary>
    public async Task<StoredDiscovery?> FindAsync(string discoveryId, string clientId, CancellationToken cancellationToken) =>
        await store.FindAsync(discoveryId, cancellationToken) is { } found && found.Discovery.ClientId == clientId ? found : null;

    /// <summary>Takes lines and says how many there are now.</summary>
    public async Task<HttpResponseData> TakeAsync(HttpRequestData request, TakeLinesCommand command, CancellationToken cancellationToken)
    {
        switch (await takeLines.ExecuteAsync(command, cancellationToken))
        {
            case TakeLinesResult.Taken { Discovery: var discovery }:
                return command.Ends
                    ? await EndAsync(request, command.Discovery, cancellationToken)
                    : await AcceptedAsync(request, discovery, cancellationToken);
            case TakeLinesResult.Gap { Discovery: var discovery }:
                return await request.ProblemAsync(With(Problems.LinesMissing, discovery), cancellationToken);
            case TakeLinesResult.Over { Discovery: var discovery }:
                return await request.ProblemAsync(With(Problems.DiscoveryOver, discovery), cancellationToken);
            case TakeLinesResult.TooMany { Discovery: var discovery }:
                return await request.ProblemAsync(With(Problems.TooManyLines, discovery), cancellationToken);
            case TakeLinesResult.CutOff { Discovery: var discovery }:
                return await request.ProblemAsync(With(Problems.BodyCutOff, discovery), cancellationToken);
            default:
                throw new InvalidOperationException();
        }
    }

    public async Task<HttpResponseData> EndAsync(HttpRequestData request, StoredDiscovery discovery, CancellationToken cancellationToken) =>
        await AcceptedAsync(request, await endDiscovery.ExecuteAsync(discovery, cancellationToken), cancellationToken);

    public static bool ReadEnd(QueryFields fields)
    {
        switch (fields.Text(End))
        {
            case "true":
                return true;
            case null or "false":
                return false;
            default:
                fields.Add(End, "notAFlag", "Must be true or false.");
                return false;
        }
    }

    /// <summary>The media type that says how lines are written; null for any other.</summary>
    public static DiscoveryFormat? FormatOf(HttpRequestData request) => request.MediaType() switch
    {
        "application/x-ndjson" => DiscoveryFormat.Ndjson,
        "text/csv" => DiscoveryFormat.Csv,
        _ => null,
    };

    private async Task<HttpResponseData> AcceptedAsync(HttpRequestData request, Discovery discovery, CancellationToken cancellationToken)
    {
        var response = await request.JsonAsync(
            DiscoveryAnswer.Of(await readDiscoveries.ReadAsync(discovery, cancellationToken)), cancellationToken, HttpStatusCode.Accepted);
        response.Headers.Add("Location", $"/api/v1/discoveries/{discovery.Id}");
        return response;
    }

    private static Problem With(Problem problem, Discovery discovery) => problem with
    {
        More = new Dictionary<string, string>
        {
            ["discoveryId"] = discovery.Id,
            ["nextLine"] = discovery.NextLine.ToString(CultureInfo.InvariantCulture),
        },
    };
}
