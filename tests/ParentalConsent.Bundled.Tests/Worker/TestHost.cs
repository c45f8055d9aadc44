using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.LocalHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ParentalConsent.Bundled.Tests.Worker;

/// <summary>A host with only the named functions of this assembly, on a free port, its log kept.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly IHost host;

    private TestHost(IHost host, CapturedLog log)
    {
        this.host = host;
        Log = log;
        Client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = LocalHostAddress.Of(host),
        };
    }

    public HttpClient Client { get; }

    public CapturedLog Log { get; }

    public IServiceProvider Services => host.Services;

    public static async Task<TestHost> StartAsync(
        string[] functions,
        Dictionary<string, string>? settings = null,
        Action<FunctionsApplicationBuilder>? configure = null)
    {
        var log = new CapturedLog();
        var host = Build(functions, settings, configure, log);
        try
        {
            await host.StartAsync();
        }
        catch
        {
            host.Dispose();
            throw;
        }

        return new TestHost(host, log);
    }

    public static IHost Build(
        string[] functions,
        Dictionary<string, string>? settings = null,
        Action<FunctionsApplicationBuilder>? configure = null,
        CapturedLog? log = null)
    {
        var builder = FunctionsApplication.CreateBuilder([]);
        builder.Configuration["Functions:Assembly"] = typeof(TestHost).Assembly.GetName().Name;
        builder.Configuration["Functions:Http:Port"] = "0";
        builder.Configuration["Functions:Banner"] = "false";
        for (var i = 0; i < functions.Length; i++)
        {
            builder.Configuration[$"AzureFunctionsJobHost:functions:{i}"] = functions[i];
        }

        foreach (var (name, value) in settings ?? [])
        {
            builder.Configuration[name] = value;
        }

        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(log ?? new CapturedLog());
        configure?.Invoke(builder);
        return builder.Build();
    }

    public Task StopAsync(TimeSpan? within = null) => host.StopAsync(within ?? TimeSpan.FromSeconds(25));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
    }
}
