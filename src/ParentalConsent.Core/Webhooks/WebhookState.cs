namespace ParentalConsent.Core.Webhooks;

/// <summary>How far the delivery of a client's events to its webhook has come.</summary>
public sealed record WebhookState
{
    /// <summary>So many that fail one after the other, and none that goes through: the endpoint as a whole counts as failing.</summary>
    public const int MostInARow = 20;

    /// <summary>With so many held nothing more of the feed is tried until there is room. Keeps the row under what a column holds.</summary>
    public const int MostHeld = 120;

    private const int MostDue = 20;

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

    /// <summary>Of the feed one event is tried now and then, so that an endpoint that refuses some events is told from one that is down.</summary>
    public bool IsFailing => Held.Count(held => held.Tries > 0 && !(held.Since <= LastSuccessAt)) >= MostInARow;

    /// <summary>The sequence of the oldest event that is not delivered, as far as was looked; null where none is known.</summary>
    public long? OldestHeld => Held.Count > 0 ? Held[0].Sequence : null;

    /// <summary>No run lasts longer than this: what says so was written by a clock that was wrong.</summary>
    private static readonly TimeSpan LongestBusy = TimeSpan.FromMinutes(10);

    public bool IsBusyAt(DateTimeOffset now) => BusyUntil > now && BusyUntil <= now + LongestBusy;

    public bool Holds(string registrationId) => Held.Any(held => held.RegistrationId == registrationId);

    public int TriesOf(long sequence) => Find(sequence)?.Tries ?? 0;

    /// <summary>Since when an event was tried; now, where it was not.</summary>
    public DateTimeOffset TriedSince(long sequence, DateTimeOffset now) => Find(sequence) is { Tries: > 0 } held ? held.Since : now;

    /// <summary>The held events to try now: of each registration the first, 20 at most. Of a paused endpoint one, to see whether it works again.</summary>
    public IReadOnlyList<HeldEvent> DueAt(DateTimeOffset now) =>
        IsPaused ? (ProbeAt <= now ? [.. Held.Take(1)] : [])
        : NotBefore > now ? []
        : [.. Heads().Where(head => head.DueAt <= now).OrderBy(head => head.DueAt).Take(MostDue)];

    /// <summary>
    /// How many events beyond the cursor may be tried now. A paused endpoint gets one beside the oldest that is held: that one
    /// may be what it does not take.
    /// </summary>
    public int RoomAt(DateTimeOffset now, int most, WebhookSchedule schedule) =>
        IsPaused ? (ProbeAt <= now ? 1 : 0)
        : NotBefore > now || NewAt(schedule, now) is not { } at || at > now ? 0
        : IsFailing ? 1
        : most;

    /// <summary>When more of the feed may be tried, unless it is paused; null where not before there is room.</summary>
    public DateTimeOffset? NewAt(WebhookSchedule schedule, DateTimeOffset now) =>
        IsFull ? null
        : IsFailing ? Held.Max(held => held.Since) + schedule.NewAfter
        : now;

    /// <summary>When there is something to do; null where nothing is.</summary>
    /// <param name="more">The feed has events beyond the cursor.</param>
    public DateTimeOffset? NextAt(bool more, WebhookSchedule schedule, DateTimeOffset now)
    {
        if (IsPaused)
        {
            return ProbeAt;
        }

        var due = Heads().Select(head => (DateTimeOffset?)head.DueAt).Min();
        var next = more && NewAt(schedule, now) is { } at && !(due < at) ? at : due;
        return NotBefore > now && (next is null || next < NotBefore) ? NotBefore : next;
    }

    /// <summary>This event is dealt with: those after it that the cursor has not passed come next.</summary>
    public WebhookState Seen(long sequence) => sequence > Cursor ? this with { Cursor = sequence } : this;

    /// <summary>Waits for an earlier one of its registration.</summary>
    public WebhookState HeldBack(long sequence, string registrationId, DateTimeOffset now) => Holding(new HeldEvent(sequence, registrationId, 0, now, now));

    public WebhookState Delivered(long sequence, string status, DateTimeOffset now)
    {
        var works = IsPaused ? Resumed(now) : IsFailing ? Hurried(now) : this;
        return (works with { FailingSince = null, LastSuccessAt = now, LastStatus = status }).Without(sequence, now);
    }

    /// <param name="delay">Until the next try; null where these were enough.</param>
    /// <param name="retryAfter">What the receiver asked for; null where it did not.</param>
    public WebhookState Failed(
        long sequence, string registrationId, string status, TimeSpan? delay, TimeSpan? retryAfter, WebhookSchedule schedule, DateTimeOffset now)
    {
        var wait = retryAfter > WebhookSchedule.LongestRetryAfter ? WebhookSchedule.LongestRetryAfter : retryAfter;
        var since = TriedSince(sequence, now);
        var failing = this with
        {
            LastStatus = status,
            FailingSince = FailingSince ?? now,
            NotBefore = wait is { } asked && !(NotBefore > now + asked) ? now + asked : NotBefore,
        };
        if (delay is null && (LastSuccessAt > since || IsFull))
        {
            // The endpoint works; it is this event that it does not take. Or so it may be, and the others wait for its room.
            return failing.Without(sequence, now) with { GivenUp = GivenUp + 1 };
        }

        failing = failing.Holding(new HeldEvent(sequence, registrationId, TriesOf(sequence) + 1, since, now + (delay ?? TimeSpan.Zero)));
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

    /// <summary>All that is held is tried at once; for how long it was tried counts on.</summary>
    private WebhookState Hurried(DateTimeOffset now) =>
        this with { Held = [.. Held.Select(held => held with { DueAt = held.DueAt < now ? held.DueAt : now })] };

    /// <summary>No longer held; what waited behind it is due.</summary>
    public WebhookState Without(long sequence, DateTimeOffset now)
    {
        var registration = Find(sequence)?.RegistrationId;
        return this with
        {
            Held = [.. Held.Where(held => held.Sequence != sequence)
                .Select(held => held.RegistrationId == registration && held.Tries == 0 ? held with { DueAt = now } : held)],
        };
    }

    private HeldEvent? Find(long sequence) => Held.FirstOrDefault(held => held.Sequence == sequence);

    private WebhookState Holding(HeldEvent added) =>
        this with { Held = [.. Held.Where(held => held.Sequence != added.Sequence).Append(added).OrderBy(held => held.Sequence)] };

    private IEnumerable<HeldEvent> Heads() => Held.DistinctBy(held => held.RegistrationId);
}
