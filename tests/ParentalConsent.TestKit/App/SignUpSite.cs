using ParentalConsent.TestKit.Processes;

namespace ParentalConsent.TestKit.App;

/// <summary>The sample sign-up site as a process of its own on a free loopback port.</summary>
public sealed class SignUpSite : IAsyncDisposable
{
    private readonly ChildProcess process;

    private SignUpSite(Uri serviceUrl, string apiKey, string logFile)
    {
        Url = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        process = ChildProcess.Start(
            "dotnet",
            [Checkout.BuildOutput("samples/SignUp", "SignUp.dll"), "--urls", Url.AbsoluteUri],
            new Dictionary<string, string>
            {
                ["Service__BaseUrl"] = serviceUrl.AbsoluteUri,
                ["Service__ApiKey"] = apiKey,
                ["ASPNETCORE_CONTENTROOT"] = Path.Combine(Checkout.Root, "samples", "SignUp"),
            },
            logFile);
    }

    public Uri Url { get; }

    public string Output => process.Output;

    public static Task<SignUpSite> StartAsync(
        Uri serviceUrl, string apiKey, string logFile, CancellationToken cancellationToken = default) =>
        Readiness.StartAsync(
            "The sample sign-up site",
            () => new SignUpSite(serviceUrl, apiKey, logFile),
            site => site.process,
            site => new Uri(site.Url, "health"),
            cancellationToken);

    public ValueTask DisposeAsync() => process.DisposeAsync();
}
