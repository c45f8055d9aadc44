namespace ParentalConsent.Core.Watch;

/// <summary>Our clock beside the storage service's.</summary>
/// <param name="Difference">How far ours is at least ahead; negative where it is behind.</param>
/// <param name="SeenAt">When, by our clock.</param>
public sealed record ClockReading(TimeSpan Difference, DateTimeOffset SeenAt);
