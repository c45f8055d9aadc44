namespace ParentalConsent.Core.Webhooks;

/// <summary>How far the delivery of a client's events to its webhook has come.</summary>
public sealed record WebhookState
{
    /// <summary>With so many held events the endpoint as a whole counts as failing: nothing more of the feed is tried until there is room.</summary>
    public const int MostHeld = 20;

    /// <summary>Every event up to this sequence is delivered, held or given up.</summary>
    public long Cursor { get; init; }

    /// <summary>By sequence.</summary>
    public IReadOnlyList<HeldEvent> Held { get; init; } = [];

    /// <summary>The receiver asked to be left alone until then.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Since when every try has failed; null after a success.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    public DateTimeOffset? LastSuccessAt { get; init; }

    /// <summary>What the last try came to, as a word or a status code; null before the first.</summary>
    public string? LastStatus { get; init; }

    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>When a paused endpoint is tried again; null where only a person resumes it.</summary>
    public DateTimeOffset? ProbeAt { get; init; }

    /// <summary>How many events were tried to the end of the schedule while others went through.</summary>
    public int GivenUp { get; init; }

    /// <summary>Names the run that delivers now.</summary>
    public string? Run { get; init; }

    /// <summary>Until when nobody else delivers, unless that run ends before.</summary>
    public DateTimeOffset? BusyUntil { get; init; }

    /// <summary>A message came during that run: it is to look again at its end.</summary>
    public bool Again { get; init; }

    /// <summary>When a message comes that was sent to bring this on.</summary>
    public DateTimeOffset? WakeAt { get; init; }

    public bool IsPaused => PausedAt is not null;

    public bool IsFull => Held.Count >= MostHeld;

    /// <summary>The sequence of the oldest event that is not delivered, as far as was looked; null where none is known.</summary>
    public long? OldestHeld => Held.Count > 0 ? Held[0].Sequence : null;

    /// <summary>No run lasts longer than this: what says so was written by a clock that was wrong.</summary>
    private static readonly TimeSpan LongestBusy = TimeSpan.FromMinutes(10);

    public bool IsBusyAt(DateTimeOffset now) => BusyUntil > now && BusyUntil <= now + LongestBusy;

    public bool Holds(string registrationId) => Held.Any(held => held.RegistrationId == registrationId);

    public int TriesOf(long sequence) => Held.FirstOrDefault(held => held.Sequence == sequence)?.Tries ?? 0;

    /// <summary>The held events to try now: of each registration the first. Of a paused endpoint one at most, to see whether it works again.</summary>
    public IReadOnlyList<HeldEvent> DueAt(DateTimeOffset now) =>
        IsPaused ? (ProbeAt <= now ? [.. Held.Take(1)] : [])
        : NotBefore > now ? []
        : [.. Heads().Where(head => head.DueAt <= now)];

    /// <summary>How many events beyond the cursor may be tried now.</summary>
    public int RoomAt(DateTimeOffset now, int most) =>
        IsPaused ? (ProbeAt <= now && Held.Count == 0 ? 1 : 0)
        : NotBefore > now || IsFull ? 0
        : most;

    /// <summary>When there is something to do; null where nothing is.</summary>
    /// <param name="more">The feed has events beyond the cursor.</param>
    public DateTimeOffset? NextAt(bool more, DateTimeOffset now)
    {
        if (IsPaused)
        {
            return ProbeAt;
        }

        var due = Heads().Select(head => (DateTimeOffset?)head.DueAt).Min();
        var next = more && !IsFull ? now : due;
        return NotBefore > now && (next is null || next < NotBefore) ? NotBefore : next;
    }

    /// <summary>This event is dealt with: those after it that the cursor has not passed come next.</summary>
    public WebhookState Seen(long sequence) => sequence > Cursor ? this with { Cursor = sequence } : this;

    /// <summary>Waits for an earlier one of its registration.</summary>
    public WebhookState HeldBack(long sequence, string registrationId, DateTimeOffset now) => Holding(new HeldEvent(sequence, registrationId, 0, now, now));

    public WebhookState Delivered(long sequence, string status, DateTimeOffset now)
    {
        var works = (IsPaused || IsFull ? Resumed(now) : this) with { FailingSince = null, LastSuccessAt = now, LastStatus = status };
        return works.Without(sequence, now);
    }

    /// <param name="delay">Until the next try; null where these were enough.</param>
    /// <param name="retryAfter">What the receiver asked for; null where it did not.</param>
    public WebhookState Failed(
        long sequence, string registrationId, string status, TimeSpan? delay, TimeSpan? retryAfter, WebhookSchedule schedule, DateTimeOffset now)
    {
        var before = Held.FirstOrDefault(held => held.Sequence == sequence);
        var wait = retryAfter > WebhookSchedule.LongestRetryAfter ? WebhookSchedule.LongestRetryAfter : retryAfter;
        var since = before is { Tries: > 0 } ? before.Since : now;
        var failing = this with
        {
            LastStatus = status,
            FailingSince = FailingSince ?? now,
            NotBefore = wait is { } asked && !(NotBefore > now + asked) ? now + asked : NotBefore,
        };
        if (delay is null && LastSuccessAt > since)
        {
            // The endpoint works; it is this event that it does not take.
            return failing.Without(sequence, now) with { GivenUp = GivenUp + 1 };
        }

        failing = failing.Holding(new HeldEvent(sequence, registrationId, (before?.Tries ?? 0) + 1, since, now + (delay ?? TimeSpan.Zero)));
        return IsPaused || delay is null || now - failing.FailingSince >= schedule.LongestFailure
            ? failing with { PausedAt = PausedAt ?? now, ProbeAt = now + schedule.ProbeAfter }
            : failing;
    }

    /// <summary>The receiver wants no more of this: paused until a person resumes it.</summary>
    public WebhookState Gone(long sequence, string registrationId, string status, DateTimeOffset now) =>
        Holding(new HeldEvent(sequence, registrationId, TriesOf(sequence) + 1, now, now)) with
        {
            LastStatus = status,
            FailingSince = FailingSince ?? now,
            PausedAt = PausedAt ?? now,
            ProbeAt = null,
        };

    /// <summary>All is tried anew, at once.</summary>
    public WebhookState Resumed(DateTimeOffset now) => this with
    {
        PausedAt = null,
        ProbeAt = null,
        NotBefore = null,
        FailingSince = null,
        Held = [.. Held.Select(held => held with { Tries = 0, Since = now, DueAt = now })],
    };

    /// <summary>No longer held; what waited behind it is due.</summary>
    public WebhookState Without(long sequence, DateTimeOffset now)
    {
        var registration = Held.FirstOrDefault(held => held.Sequence == sequence)?.RegistrationId;
        return this with
        {
            Held = [.. Held.Where(held => held.Sequence != sequence)
                .Select(held => held.RegistrationId == registration && held.Tries == 0 ? held with { DueAt = now } : held)],
        };
    }

    private WebhookState Holding(HeldEvent added) =>
        this with { Held = [.. Held.Where(held => held.Sequence != added.Sequence).Append(added).OrderBy(held => held.Sequence)] };

    private IEnumerable<HeldEvent> Heads() => Held.DistinctBy(held => held.RegistrationId);
}
