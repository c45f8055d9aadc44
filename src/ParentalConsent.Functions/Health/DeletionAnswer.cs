using System.Text.Json;
using ParentalConsent.Core.Watch;

namespace ParentalConsent.Functions.Health;

/// <param name="OldestOverdueHours">How long the oldest unconsented record has been past due, to within an hour; 0 where none is; null where storage does not answer.</param>
/// <param name="LastSweepAt">When the last sweep looked; null before the first.</param>
/// <param name="State">A <see cref="DeletionState"/> in lower camel case; <c>unknown</c> where storage does not answer.</param>
public sealed record DeletionAnswer(double? OldestOverdueHours, DateTimeOffset? LastSweepAt, string State)
{
    public static readonly DeletionAnswer Unknown = new(null, null, "unknown");

    public bool IsGood => State == Word(DeletionState.Good);

    public static DeletionAnswer Of(DeletionHealth health) => new(
        Math.Round(health.Overdue.TotalHours, 2), health.Sweep?.Last.At, Word(health.State));

    private static string Word(DeletionState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());
}
