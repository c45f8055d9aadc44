using ParentalConsent.TestKit.Processes;
using ParentalConsent.TestKit.Providers;

namespace ParentalConsent.TestKit.App;

/// <summary>The sample bridge, which checks adults by a button, as a process of its own on a free loopback port.</summary>
public sealed class BridgeSite : IAsyncDisposable
{
    private readonly ChildProcess process;

    private BridgeSite(AppSettings settings, string logFile)
    {
        var port = FreePort.Next();
        Url = new Uri($"http://127.0.0.1:{port}");
        process = ChildProcess.Start(
            "node",
            [Path.Combine(Checkout.Root, "samples", "Bridge", "bridge.mjs")],
            new Dictionary<string, string>
            {
                ["PORT"] = $"{port}",
                ["CLIENT_ID"] = settings[$"Providers__{CheckedPolicy.Bridge}__ClientId"],
                ["API_KEY"] = settings[$"Secrets__provider-{CheckedPolicy.Bridge}-api-key"],
                ["WEBHOOK_KEY"] = settings[$"Secrets__provider-{CheckedPolicy.Bridge}-webhook-key"],
                ["CALLBACK_PATH"] = $"/callbacks/{CheckedPolicy.Bridge}",
            },
            logFile);
    }

    public Uri Url { get; }

    /// <param name="settings">Are told of the bridge, and of a client whose guardians it checks.</param>
    public static async Task<BridgeSite> StartAsync(AppSettings settings, string logFile, CancellationToken cancellationToken = default)
    {
        const string provider = $"Providers__{CheckedPolicy.Bridge}";
        settings["Policy__Path"] = CheckedPolicy.Create(kws: false);
        settings[$"Secrets__client-key-{CheckedPolicy.ClientId}"] = System.Security.Cryptography.RandomNumberGenerator.GetHexString(40, lowercase: true);
        settings[$"Secrets__provider-{CheckedPolicy.Bridge}-api-key"] = CallbackSigning.NewSecret();
        settings[$"Secrets__provider-{CheckedPolicy.Bridge}-webhook-key"] = CallbackSigning.NewSecret();
        settings[$"{provider}__Kind"] = "redirect";
        settings[$"{provider}__ShownName"] = "Adult Check";
        settings[$"{provider}__ClientId"] = "consent";
        var site = await Readiness.StartAsync(
            "The sample bridge",
            () => new BridgeSite(settings, logFile),
            site => site.process,
            site => new Uri(site.Url, "health"),
            cancellationToken);
        settings[$"{provider}__BaseUrl"] = new Uri(site.Url, "check").AbsoluteUri;
        return site;
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();
}
