namespace ParentalConsent.Core.Watch;

/// <summary>What is owed beside the deadline index, as the last sweep found it.</summary>
/// <param name="OldestCase">The earliest time of a case that should have been looked at more than an hour ago; null where none should.</param>
/// <param name="OldestDiscovery">The earliest deadline of lines that are more than an hour past it and can still be read; null where none are.</param>
/// <param name="CasesForPerson">Cases that do not end by themselves any more.</param>
public sealed record OwedBesides(DateTimeOffset? OldestCase, DateTimeOffset? OldestDiscovery, int CasesForPerson)
{
    public static readonly OwedBesides Nothing = new(null, null, 0);

    /// <summary>What of it is overdue, with the earliest time of each kind.</summary>
    public IEnumerable<(OverdueKind Kind, DateTimeOffset Since)> Overdue
    {
        get
        {
            if (OldestCase is { } oldestCase)
            {
                yield return (OverdueKind.Case, oldestCase);
            }

            if (OldestDiscovery is { } oldestDiscovery)
            {
                yield return (OverdueKind.Discovery, oldestDiscovery);
            }
        }
    }
}
