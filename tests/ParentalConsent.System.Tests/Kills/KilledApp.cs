using ParentalConsent.TestKit;
using ParentalConsent.TestKit.App;

namespace ParentalConsent.SystemTests.Kills;

/// <summary>The app as a process that comes back at the same address each time it is killed.</summary>
public sealed class KilledApp : IAsyncDisposable
{
    private readonly AppSettings settings;
    private readonly string logFile;

    private KilledApp(AppSettings settings, string logFile, AppProcess process)
    {
        this.settings = settings;
        this.logFile = logFile;
        Process = process;
    }

    public AppProcess Process { get; private set; }

    public int Kills { get; private set; }

    public Uri Address => Process.BaseUrl;

    public static async Task<KilledApp> StartAsync(AppSettings settings)
    {
        var logFile = Path.Combine(Checkout.NewWorkFolder("kills"), "app.log");
        return new KilledApp(settings, logFile, await AppProcess.StartAsync(settings, logFile));
    }

    public async Task KillAndRestartAsync()
    {
        var port = Address.Port;
        await Process.KillAsync();
        Kills++;
        await Process.DisposeAsync();
        Process = await AppProcess.StartAsync(settings, logFile, port);
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
