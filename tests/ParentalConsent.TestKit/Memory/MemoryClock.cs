namespace ParentalConsent.TestKit.Memory;

/// <summary>Time as the test sets it.</summary>
public sealed class MemoryClock(DateTimeOffset start) : TimeProvider
{
    private long ticks = start.UtcTicks;

    public MemoryClock()
        : this(new DateTimeOffset(2030, 5, 6, 7, 8, 9, 123, TimeSpan.Zero))
    {
    }

    public DateTimeOffset Now
    {
        get => new(Interlocked.Read(ref ticks), TimeSpan.Zero);
        set => Interlocked.Exchange(ref ticks, value.UtcTicks);
    }

    public void Advance(TimeSpan span) => Interlocked.Add(ref ticks, span.Ticks);

    public override DateTimeOffset GetUtcNow() => Now;
}
