using Azure.Data.Tables;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParentalConsent.Functions;
using ParentalConsent.Functions.Work;
using ParentalConsent.SystemTests.Storage;
using ParentalConsent.TestKit;
using ParentalConsent.TestKit.App;
using ParentalConsent.TestKit.Calls;
using ParentalConsent.TestKit.Smtp;

namespace ParentalConsent.SystemTests.Host;

/// <summary>
/// The app as it is composed for production, in this process, with its queues and sweeps on real storage behind a
/// <see cref="StorageProxy"/>, its mails over real SMTP, and a clock that can be moved ahead. Sweeps run when a test says so.
/// </summary>
public sealed class SystemHost : IAsyncDisposable
{
    private readonly IHost app;
    private readonly Azurite azurite;
    private readonly Azurite? own;

    private SystemHost(IHost app, Azurite azurite, Azurite? own, StorageProxy storage, SmtpDouble mail, AppSettings settings, ShiftedClock clock)
    {
        this.app = app;
        this.azurite = azurite;
        this.own = own;
        Storage = storage;
        Mail = mail;
        Settings = settings;
        Clock = clock;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Client = new ClientApi(Address, settings.ClientApiKey);
        TestClient = new ClientApi(Address, settings.TestClientApiKey);
        Console = new ClientApi(Address, settings.ConsoleKey);
        Parent = new ParentPages(Address);
    }

    public Uri Address { get; }

    public StorageProxy Storage { get; }

    public SmtpDouble Mail { get; }

    public AppSettings Settings { get; }

    public ShiftedClock Clock { get; }

    public ClientApi Client { get; }

    public ClientApi TestClient { get; }

    public ClientApi Console { get; }

    public ParentPages Parent { get; }

    public IServiceProvider Services => app.Services;

    /// <summary>Past the proxy: what a test does to storage itself is not counted.</summary>
    public TableServiceClient Tables => new(azurite.ConnectionString);

    /// <summary>Likewise.</summary>
    public string DirectConnectionString => azurite.ConnectionString;

    /// <param name="given">Storage that is there already, and stays; null starts and ends one.</param>
    public static async Task<SystemHost> StartAsync(
        Action<AppSettings>? configure = null, Action<ILoggingBuilder>? logging = null, Azurite? given = null)
    {
        var own = given is null ? await Azurite.StartAsync() : null;
        var azurite = given ?? own!;
        var storage = await StorageProxy.StartAsync(azurite);
        var mail = SmtpDouble.Start();
        var clock = new ShiftedClock();

        // Storage's clock goes along, until a test says otherwise.
        storage.Clock = clock.GetUtcNow;
        var settings = new AppSettings(storage.ConnectionString, SmtpDouble.Host, mail.Port)
        {
            ["Service__BaseUrl"] = "https://consent.example",
            ["Functions__Http__Port"] = "0",
            ["Functions__Banner"] = "false",
            ["Functions__Assembly"] = "ParentalConsent.Functions",
            ["Logging__Console__LogLevel__Default"] = "None",
            ["AzureWebJobs.DeleteUnconsented.Disabled"] = "true",
            ["AzureFunctionsJobHost__extensions__queues__maxPollingInterval"] = "00:00:00.2",
        };
        configure?.Invoke(settings);
        var builder = ConsentApp.CreateBuilder(
            [.. settings.Values.Select(setting => $"--{setting.Key.Replace("__", ":", StringComparison.Ordinal)}={setting.Value}")]);
        builder.Services.AddSingleton<TimeProvider>(clock);
        logging?.Invoke(builder.Logging);
        var app = builder.Build();
        await app.StartAsync();
        return new SystemHost(app, azurite, own, storage, mail, settings, clock);
    }

    /// <summary>What the timer does.</summary>
    public Task SweepAsync() =>
        ActivatorUtilities.CreateInstance<DeleteUnconsentedFunction>(Services).RunAsync(new TimerInfo(), CancellationToken.None);

    /// <summary>Runs one stretch of a story and returns the calls it made.</summary>
    public async Task<CallCount> CountAsync(Func<Task> stretch)
    {
        var before = Storage.Calls.Count;
        await stretch();
        return new CallCount(Storage.Calls.Skip(before));
    }

    /// <summary>Counts a stretch during which no queued message is handed out.</summary>
    public async Task<CallCount> CountRequestAsync(Func<Task> request)
    {
        await Storage.PausePollingAsync();
        return await CountAsync(request);
    }

    /// <summary>Lets the queues run until a queue has seen its next messages deleted, which is the last a worker does with each.</summary>
    public Task<CallCount> CountWorkAsync(string queue, int messages = 1) => CountWorkAsync([.. Enumerable.Repeat(queue, messages)]);

    /// <inheritdoc cref="CountWorkAsync(string, int)"/>
    /// <param name="queues">The queue of each message to wait for.</param>
    public Task<CallCount> CountWorkAsync(IReadOnlyList<string> queues)
    {
        var before = new CallCount(Storage.Calls);
        return CountAsync(async () =>
        {
            Storage.ResumePolling();
            await Eventually.TrueAsync(
                () => new CallCount(Storage.Calls) is var calls && queues.GroupBy(queue => $"{queue} delete")
                    .All(queue => calls[queue.Key] - before[queue.Key] >= queue.Count()),
                $"handled messages of {string.Join(", ", queues)}");
        });
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        TestClient.Dispose();
        Console.Dispose();
        Parent.Dispose();
        await app.StopAsync();
        app.Dispose();
        await Mail.DisposeAsync();
        await Storage.DisposeAsync();
        if (own is not null)
        {
            await own.DisposeAsync();
        }
    }
}
