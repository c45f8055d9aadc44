namespace ParentalConsent.Core.DeletionLog;

/// <param name="Years">How long an entry of the log is kept.</param>
public sealed record LogRetention(int Years)
{
    public static LogRetention Usual { get; } = new(3);

    /// <summary>What was logged before can go.</summary>
    public DateTimeOffset Cutoff(DateTimeOffset now) => now.AddYears(-Years);
}
