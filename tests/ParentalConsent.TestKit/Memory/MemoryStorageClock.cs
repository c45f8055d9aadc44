using ParentalConsent.Core.Watch;

namespace ParentalConsent.TestKit.Memory;

/// <summary>A storage service whose clock is off from the test's by what the test says.</summary>
public sealed class MemoryStorageClock(TimeProvider clock) : IStorageClock
{
    /// <summary>Ours ahead of theirs.</summary>
    public TimeSpan Difference { get; set; }

    public ClockReading Last => new(Difference, clock.GetUtcNow());
}
