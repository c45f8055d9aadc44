using System.Net;

namespace ParentalConsent.SystemTests.Kills;

/// <summary>Callers who ask again while the service is away.</summary>
public static class Patience
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    public static async Task<T> UntilServedAsync<T>(Func<Task<T>> call, Func<T, HttpStatusCode> statusOf)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                if (await call() is var answer && statusOf(answer) < HttpStatusCode.InternalServerError)
                {
                    return answer;
                }
            }
            catch (Exception gone) when (IsGone(gone))
            {
                // It was killed, or is not back yet.
            }

            if (TimeProvider.System.GetElapsedTime(started) > Longest)
            {
                throw new TimeoutException("The service did not come back.");
            }

            await Task.Delay(Pause);
        }
    }

    public static bool IsGone(Exception fault) => fault is HttpRequestException or IOException or TaskCanceledException;
}
