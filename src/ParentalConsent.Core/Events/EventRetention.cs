namespace ParentalConsent.Core.Events;

/// <summary>How long events stay in the feed.</summary>
public sealed record EventRetention(TimeSpan Kept)
{
    public static EventRetention Usual { get; } = new(TimeSpan.FromDays(30));
}
