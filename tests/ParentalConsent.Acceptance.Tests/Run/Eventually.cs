namespace ParentalConsent.Acceptance.Tests.Run;

/// <summary>Waits for what must come to pass, however busy the machine is.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(90);

    public static float Milliseconds => (float)Patience.TotalMilliseconds;

    /// <exception cref="TimeoutException">Not within 90 seconds; the message says what was there instead.</exception>
    public static async Task<TFound> FindAsync<TFound>(string what, Func<Task<TFound>> look, Predicate<TFound> wanted)
    {
        for (var started = TimeProvider.System.GetTimestamp(); ; await Task.Delay(Pause))
        {
            var found = await look();
            if (wanted(found))
            {
                return found;
            }

            if (TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                throw new TimeoutException($"Waited for {what}; last seen: {found}");
            }
        }
    }
}
