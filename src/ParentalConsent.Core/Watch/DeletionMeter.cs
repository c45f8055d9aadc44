using System.Diagnostics.Metrics;

namespace ParentalConsent.Core.Watch;

/// <summary>Numbers for whatever listens to .NET's meters: <c>ParentalConsent</c>, one value of each with every sweep.</summary>
public sealed class DeletionMeter : IDisposable
{
    public const string Name = "ParentalConsent";

    private readonly Meter meter = new(Name);
    private readonly Gauge<double> oldestOverdue;
    private readonly Gauge<int> due;

    public DeletionMeter()
    {
        oldestOverdue = meter.CreateGauge<double>(
            "parental_consent.deletion.oldest_overdue", "h", "How long the oldest that had to be deleted has been past due");
        due = meter.CreateGauge<int>("parental_consent.deletion.due", "{line}", "Lines of the deadline index that the sweep found due");
    }

    public void Record(SweepFindings found, OwedBesides owed)
    {
        var oldest = new[] { found.OldestDue, owed.OldestCase, owed.OldestDiscovery }.Min();
        oldestOverdue.Record(oldest is { } since ? Math.Max(0, (found.At - since).TotalHours) : 0);
        due.Record(found.Due);
    }

    public void Dispose() => meter.Dispose();
}
