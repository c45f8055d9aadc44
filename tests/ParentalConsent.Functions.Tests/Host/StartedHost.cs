using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Functions.Tests.Host;

/// <summary>A host of a single test, with settings of its own.</summary>
public sealed class StartedHost : IAsyncDisposable
{
    private StartedHost(ConsentHost? host = null) => Host = host ?? new ConsentHost();

    public ConsentHost Host { get; }

    public static async Task<StartedHost> StartAsync(params string[] settings)
    {
        var started = new StartedHost();
        started.Host.Settings.AddRange(settings);
        await started.Host.InitializeAsync();
        return started;
    }

    /// <summary>As after a new deployment: what notices were kept is still there.</summary>
    public static async Task<StartedHost> StartAsync(MemoryNotices notices, params string[] settings)
    {
        var started = new StartedHost(new ConsentHost { Notices = notices });
        started.Host.Settings.AddRange(settings);
        await started.Host.InitializeAsync();
        return started;
    }

    /// <param name="maxCsvRows">Rows of one CSV answer.</param>
    public static async Task<StartedHost> StartAsync(int maxCsvRows)
    {
        var started = new StartedHost();
        started.Host.MaxCsvRows = maxCsvRows;
        await started.Host.InitializeAsync();
        return started;
    }

    public async ValueTask DisposeAsync() => await Host.DisposeAsync();
}
