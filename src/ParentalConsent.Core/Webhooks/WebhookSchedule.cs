using ParentalConsent.Core.Policies;

namespace ParentalConsent.Core.Webhooks;

/// <summary>When a delivery that failed is tried again, and for how long; for a test client so much faster.</summary>
public sealed class WebhookSchedule(ClientPolicy client)
{
    /// <summary>The largest part of a delay that is added at random, so that what failed together is not tried together.</summary>
    public const double Jitter = 0.2;

    /// <summary>More than three days in all.</summary>
    public static IReadOnlyList<TimeSpan> Delays { get; } =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    public static TimeSpan BetweenNew { get; } = TimeSpan.FromHours(4);

    /// <summary>What is tried before its turn, because something else went through, is given up no earlier for it.</summary>
    public static TimeSpan LeastTrying { get; } = TimeSpan.FromDays(3);

    /// <summary>A receiver that asks for more waiting gets no more than this.</summary>
    public static TimeSpan LongestRetryAfter { get; } = TimeSpan.FromHours(24);

    /// <summary>An endpoint that fails for so long without any success is paused.</summary>
    public TimeSpan LongestFailure => client.Lasting(TimeSpan.FromDays(5));

    /// <summary>How often an endpoint that takes nothing is tried with an event that it has not had yet.</summary>
    public TimeSpan NewAfter => client.Lasting(BetweenNew);

    /// <summary>How often a paused endpoint is tried.</summary>
    public TimeSpan ProbeAfter => client.Lasting(TimeSpan.FromHours(24));

    /// <summary>How long to wait after so many failed tries; null where these were enough: all delays, and so long as they last.</summary>
    /// <param name="tried">For how long it was tried.</param>
    /// <param name="random">From 0 to 1.</param>
    public TimeSpan? DelayAfter(int tries, TimeSpan tried, double random) =>
        tries <= Delays.Count || tried < client.Lasting(LeastTrying) ? client.Lasting(Delays[Math.Min(tries, Delays.Count) - 1] * (1 + (Jitter * random))) : null;
}
