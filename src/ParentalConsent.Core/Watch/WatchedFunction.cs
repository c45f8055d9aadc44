namespace ParentalConsent.Core.Watch;

/// <summary>A function that nobody calls, so that nobody would miss it.</summary>
/// <param name="Queue">What sets it off; null for a timer's.</param>
/// <param name="Next">A timer's first occurrence after a moment; null for a queue's.</param>
public sealed record WatchedFunction(string Name, string? Queue, Func<DateTimeOffset, DateTimeOffset>? Next)
{
    /// <summary>Three times what the host gives a function (host.json): so much later it is not just slow.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <param name="finishedAt">When it last finished well; null where it never did.</param>
    /// <param name="waitingSince">For a queue's: since when messages have been ready with none of them finished.</param>
    /// <param name="startedAt">When this instance started: what never ran is missed from then on.</param>
    public bool IsSilent(DateTimeOffset? finishedAt, DateTimeOffset? waitingSince, DateTimeOffset startedAt, DateTimeOffset now) =>
        Next is { } next
            // A time that is ahead was written by a clock that was wrong.
            ? now > next(finishedAt is { } at && at <= now ? at : startedAt) + Patience
            : now - waitingSince > Patience;
}
