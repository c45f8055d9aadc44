namespace ParentalConsent.TestKit.Time;

internal sealed class ManualTimer(ManualClock clock, Action callback) : ITimer
{
    private bool disposed;

    public Action Callback { get; } = callback;

    public DateTimeOffset DueAt { get; set; }

    /// <summary>Zero or less: fires once.</summary>
    public TimeSpan Period { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (disposed)
        {
            return false;
        }

        clock.Schedule(this, dueTime, period);
        return true;
    }

    public void Dispose()
    {
        disposed = true;
        clock.Forget(this);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
