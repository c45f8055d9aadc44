using System.Text.Json;
using ParentalConsent.Core.Watch;

namespace ParentalConsent.Functions.Health;

/// <param name="OldestOverdueHours">How long the oldest that had to be deleted has been past due, to within an hour; 0 where nothing is; null where storage does not answer.</param>
/// <param name="LastSweepAt">When the last sweep looked; null before the first.</param>
/// <param name="State">A <see cref="DeletionState"/> in lower camel case; <c>unknown</c> where storage does not answer.</param>
/// <param name="OldestOverdue">What that is: an <see cref="OverdueKind"/> in lower camel case; null where nothing is past due.</param>
/// <param name="CasesWaitingForPerson">As the last sweep counted them; null where storage does not answer.</param>
public sealed record DeletionAnswer(
    double? OldestOverdueHours, DateTimeOffset? LastSweepAt, string State, string? OldestOverdue = null, int? CasesWaitingForPerson = null)
{
    public static readonly DeletionAnswer Unknown = new(null, null, "unknown");

    public bool IsGood => State == Word(DeletionState.Good);

    public static DeletionAnswer Of(DeletionHealth health) => new(
        Math.Round(health.Overdue.TotalHours, 2),
        health.Sweep?.Last.At,
        Word(health.State),
        health.Oldest is { Kind: var kind } ? Word(kind) : null,
        health.Owed.CasesForPerson);

    private static string Word<T>(T word)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(word.ToString());
}
