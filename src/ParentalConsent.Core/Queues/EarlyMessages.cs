namespace ParentalConsent.Core.Queues;

/// <summary>
/// What a change will bring about is queued before the change is committed. A worker that is faster than the commit looks
/// again a few times, over longer than any request lasts; then the change was never made, and nothing is owed.
/// </summary>
public static class EarlyMessages
{
    private static readonly TimeSpan[] Delays = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(10)];

    /// <summary>So many looks are enough.</summary>
    public static int Enough => Delays.Length;

    /// <summary>How long to wait after so many looks; null when it was enough.</summary>
    public static TimeSpan? DelayAfter(int tries) => tries < Delays.Length ? Delays[tries] : null;
}
