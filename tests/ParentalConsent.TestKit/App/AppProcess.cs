using ParentalConsent.TestKit.Processes;

namespace ParentalConsent.TestKit.App;

/// <summary>The app as a process of its own on a loopback port, for tests that stop, kill and restart it.</summary>
public sealed class AppProcess : IAsyncDisposable
{
    private readonly ChildProcess process;

    private AppProcess(AppSettings settings, string logFile, int port)
    {
        BaseUrl = new Uri($"http://127.0.0.1:{port}");
        process = ChildProcess.Start(
            "dotnet",
            [Checkout.BuildOutput("src/ParentalConsent.Functions", "ParentalConsent.Functions.dll"), "--urls", BaseUrl.AbsoluteUri],
            new Dictionary<string, string>(settings.Values) { ["Service__BaseUrl"] = BaseUrl.AbsoluteUri.TrimEnd('/') },
            logFile);
    }

    public Uri BaseUrl { get; }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>What it has printed so far; the log file has the same.</summary>
    public string Output => process.Output;

    /// <summary>Returns when <c>/health/ready</c> answers 200.</summary>
    /// <param name="port">
    /// The port of an earlier run, so that links in its mails still lead here; a free one if not given.
    /// </param>
    public static Task<AppProcess> StartAsync(
        AppSettings settings, string logFile, int? port = null, CancellationToken cancellationToken = default) =>
        Readiness.StartAsync(
            "The app",
            () => new AppProcess(settings, logFile, port ?? FreePort.Next()),
            app => app.process,
            app => new Uri(app.BaseUrl, "health/ready"),
            cancellationToken);

    /// <summary>SIGTERM, as a host does before it moves an instance.</summary>
    public Task StopAsync() => process.StopAsync();

    /// <summary>SIGKILL, as a crash does.</summary>
    public Task KillAsync() => process.KillAsync();

    public ValueTask DisposeAsync() => process.DisposeAsync();
}
