namespace ParentalConsent.Core.Watch;

/// <summary>What the storage service's answers said about its clock.</summary>
public interface IStorageClock
{
    /// <summary>Of the last answer in this process; null before the first. Costs no call.</summary>
    ClockReading? Last { get; }
}
