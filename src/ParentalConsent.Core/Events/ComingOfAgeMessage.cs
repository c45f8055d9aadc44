namespace ParentalConsent.Core.Events;

/// <summary>Queue <c>comings-of-age</c>: subjects of one client who may have come of age, as <see cref="ComingOfAge"/> texts; at most 50.</summary>
public sealed record ComingOfAgeMessage(string ClientId, IReadOnlyList<string> Entries)
{
    /// <summary>Keeps a message under 4 KB, and its events in one append.</summary>
    public const int MaxEntries = 50;
}
