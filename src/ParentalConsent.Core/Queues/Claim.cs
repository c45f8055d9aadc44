namespace ParentalConsent.Core.Queues;

/// <summary>A mark that one worker alone is at something: it runs out, so that one that was killed is followed by another.</summary>
public static class Claim
{
    /// <summary>What the host gives a function (host.json).</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>No run lasts longer than ten minutes: what says so was written by a clock that was wrong.</summary>
    public static bool HoldsAt(DateTimeOffset? until, DateTimeOffset now) => until > now && until <= now + (2 * Longest);
}
