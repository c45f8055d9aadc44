namespace ParentalConsent.Core.Watch;

/// <summary>What time it is for the storage service, which is what all instances agree on.</summary>
public sealed class StorageTime(IStorageClock storageClock, DeletionLimits limits, TimeProvider clock)
{
    /// <summary>How far our clock is ahead, as the last answer said; null where not by too much, or not known.</summary>
    public TimeSpan? Difference => limits.Difference(storageClock.Last);

    /// <summary>By our clock where it is good enough.</summary>
    public DateTimeOffset Now => clock.GetUtcNow() - (Difference ?? TimeSpan.Zero);
}
