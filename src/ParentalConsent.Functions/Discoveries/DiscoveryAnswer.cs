using System.Text.Json;
using ParentalConsent.Core.Discoveries;

namespace ParentalConsent.Functions.Discoveries;

/// <summary>How far a discovery has come.</summary>
/// <param name="State"><c>receiving</c>, <c>working</c> or <c>finished</c>.</param>
/// <param name="LinesUntil">What has no result by then gets none.</param>
/// <param name="NextLine">The line to go on with.</param>
/// <param name="WorkedOff">Lines that have a result.</param>
/// <param name="Outcomes">How many lines came to which; those of none are left out.</param>
public sealed record DiscoveryAnswer(
    string DiscoveryId,
    string State,
    DateTimeOffset CreatedAt,
    DateTimeOffset LinesUntil,
    DateTimeOffset ResultsUntil,
    long NextLine,
    long Received,
    long WorkedOff,
    IReadOnlyDictionary<string, long> Outcomes)
{
    public static DiscoveryAnswer Of(DiscoveryProgress progress) => new(
        progress.Discovery.Id,
        progress.State,
        progress.Discovery.CreatedAt,
        progress.Discovery.Deadline,
        progress.Discovery.ForgottenAt,
        progress.Discovery.NextLine,
        progress.Received,
        progress.WorkedOff,
        progress.Outcomes.OrderBy(outcome => outcome.Key).ToDictionary(outcome => Word(outcome.Key), outcome => outcome.Value));

    public static string Word(DiscoveryOutcome outcome) => JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString());
}

public sealed record DiscoveriesAnswer(IReadOnlyList<DiscoveryAnswer> Discoveries);
