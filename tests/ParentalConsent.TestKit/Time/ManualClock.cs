namespace ParentalConsent.TestKit.Time;

/// <summary>
/// A clock that a test sets. Timers fire, in the order in which they are due and on the thread that
/// moves the clock, when it passes their time; each sees the clock at its own due time.
/// Thread-safe; setting it back fires nothing.
/// </summary>
public sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<ManualTimer> timers = [];
    private DateTimeOffset now = start;

    /// <summary>Starts at noon UTC on an ordinary day.</summary>
    public ManualClock()
        : this(new DateTimeOffset(2026, 3, 10, 12, 0, 0, TimeSpan.Zero))
    {
    }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by) => Set(GetUtcNow() + by);

    public void Set(DateTimeOffset to)
    {
        while (NextDue(to) is { } fire)
        {
            fire();
        }

        lock (gate)
        {
            now = to;
        }
    }

    internal void Schedule(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        var fireNow = false;
        lock (gate)
        {
            timers.Remove(timer);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                timer.Period = period;
                timer.DueAt = now + dueTime;
                timers.Add(timer);
                fireNow = dueTime == TimeSpan.Zero;
            }
        }

        if (fireNow)
        {
            Set(GetUtcNow());
        }
    }

    internal void Forget(ManualTimer timer)
    {
        lock (gate)
        {
            timers.Remove(timer);
        }
    }

    private Action? NextDue(DateTimeOffset until)
    {
        lock (gate)
        {
            var next = timers.Where(timer => timer.DueAt <= until).MinBy(timer => timer.DueAt);
            if (next is null)
            {
                return null;
            }

            now = next.DueAt > now ? next.DueAt : now;
            if (next.Period > TimeSpan.Zero)
            {
                next.DueAt += next.Period;
            }
            else
            {
                timers.Remove(next);
            }

            return next.Callback;
        }
    }
}
