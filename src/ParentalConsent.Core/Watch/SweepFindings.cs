namespace ParentalConsent.Core.Watch;

/// <summary>What one sweep saw and did.</summary>
/// <param name="At">When it looked, by the storage service's clock where ours differs.</param>
/// <param name="Due">Lines of the deadline index that were due.</param>
/// <param name="OldestDue">The earliest due time among them.</param>
/// <param name="HandedOut">Lines handed to workers: all or none.</param>
/// <param name="Settleable">Of those handed out, the ones that a worker settles whatever it finds.</param>
/// <param name="StillThere">Lines that were settleable at the sweep before.</param>
/// <param name="ClockDifference">Ours ahead of the storage service's, where by too much.</param>
public sealed record SweepFindings(
    DateTimeOffset At, int Due, DateTimeOffset? OldestDue, int HandedOut, int Settleable, int StillThere, TimeSpan? ClockDifference);
