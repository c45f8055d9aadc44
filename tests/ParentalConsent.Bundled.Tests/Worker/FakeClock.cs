namespace ParentalConsent.Bundled.Tests.Worker;

/// <summary>A clock that stands still until a test moves it; timers fire as it passes their time.</summary>
internal sealed class FakeClock(DateTimeOffset now) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<FakeTimer> timers = [];
    private DateTimeOffset now = now;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Waits until something sleeps on this clock, then moves it to the moment given in steps of at most the sleep.</summary>
    public async Task AdvanceToAsync(DateTimeOffset moment)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (GetUtcNow() < moment)
        {
            FakeTimer? next;
            lock (gate)
            {
                next = timers.MinBy(timer => timer.Due);
                if (next is not null)
                {
                    now = next.Due < moment ? (next.Due > now ? next.Due : now) : moment;
                }
            }

            if (next is null)
            {
                await Task.Delay(5, patience.Token);
            }
            else if (next.Due <= GetUtcNow())
            {
                next.Fire();
            }
        }
    }

    /// <summary>Steps the clock without anything having slept until then, as after the machine was suspended.</summary>
    public void Jump(DateTimeOffset moment)
    {
        lock (gate)
        {
            now = moment;
        }

        foreach (var timer in timers.ToArray().Where(timer => timer.Due <= moment))
        {
            timer.Fire();
        }
    }

    private sealed class FakeTimer(FakeClock clock, Action fire) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public void Fire()
        {
            Dispose();
            fire();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = clock.now + dueTime;
                    clock.timers.Add(this);
                }
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
