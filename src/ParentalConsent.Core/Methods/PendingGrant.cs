namespace ParentalConsent.Core.Methods;

/// <summary>A guardian's yes that waits for its check; sealed with the other details.</summary>
/// <param name="Purposes">Ids that will be granted, integral ones among them.</param>
/// <param name="Language">Of the notice that was shown.</param>
/// <param name="NoticeHash">Of the notice that was shown; null where it was not taken down.</param>
public sealed record PendingGrant(
    string GuardianName,
    string? Relationship,
    IReadOnlyList<string> Purposes,
    string? Language,
    string? NoticeHash,
    DateTimeOffset At)
{
    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(PendingGrant);
}
