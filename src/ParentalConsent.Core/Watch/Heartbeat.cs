namespace ParentalConsent.Core.Watch;

/// <summary>When a timer's or a queue's function last ran, and how that ended, on whichever instance.</summary>
/// <param name="Function">Its name.</param>
/// <param name="FinishedAt">When it last finished well.</param>
/// <param name="Failure">Types of the last exception, and service codes; never a message.</param>
public sealed record Heartbeat(
    string Function,
    DateTimeOffset? BeganAt = null,
    DateTimeOffset? FinishedAt = null,
    DateTimeOffset? FailedAt = null,
    string? Failure = null);
