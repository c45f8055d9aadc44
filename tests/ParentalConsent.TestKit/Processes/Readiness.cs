using System.Net;

namespace ParentalConsent.TestKit.Processes;

/// <summary>Starts a server on a free port and waits until it answers.</summary>
public static class Readiness
{
    private const int Attempts = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Runs <paramref name="start"/> until the process answers 200 at <paramref name="probe"/>. Where it ends
    /// by itself because another program took its port in the meantime, <paramref name="start"/> is called
    /// again, up to three times, to choose another one.
    /// </summary>
    /// <exception cref="ProcessFailedException">It ended, or was not ready within two minutes.</exception>
    public static async Task<TServer> StartAsync<TServer>(
        string name,
        Func<TServer> start,
        Func<TServer, ChildProcess> process,
        Func<TServer, Uri> probe,
        CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var server = start();
            if (await IsReadyAsync(name, process(server), probe(server), cancellationToken))
            {
                return server;
            }

            var output = process(server).Output;
            await process(server).DisposeAsync();
            if (attempt == Attempts || !IsPortTaken(output))
            {
                throw ProcessFailedException.From($"{name} ended before it was ready. Its last lines:", output);
            }
        }
    }

    private static async Task<bool> IsReadyAsync(
        string name, ChildProcess process, Uri probe, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        var started = TimeProvider.System.GetTimestamp();
        while (!process.HasExited)
        {
            if (await AnswersAsync(http, probe, cancellationToken))
            {
                return true;
            }

            if (TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                await process.DisposeAsync();
                throw ProcessFailedException.From($"{name} was not ready in time. Its last lines:", process.Output);
            }

            await Task.Delay(Pause, cancellationToken);
        }

        return false;
    }

    private static async Task<bool> AnswersAsync(HttpClient http, Uri probe, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(probe, cancellationToken);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception failure) when (
            failure is HttpRequestException
            || (failure is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    private static bool IsPortTaken(string output) =>
        output.Contains("address already in use", StringComparison.OrdinalIgnoreCase)
        || output.Contains("EADDRINUSE", StringComparison.Ordinal);
}
