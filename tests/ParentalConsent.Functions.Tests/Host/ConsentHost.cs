using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Discoveries;
using ParentalConsent.Core.Events;
using ParentalConsent.Core.Forms;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Health;
using ParentalConsent.Core.Holds;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Notices;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Core.Signals;
using ParentalConsent.Core.Staff;
using ParentalConsent.Core.Watch;
using ParentalConsent.Core.Webhooks;
using ParentalConsent.Functions.DeletionLog;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Functions.Tests.Host;

/// <summary>The app as it is composed for production, over real HTTP, with its ports in memory and its clock set.</summary>
public sealed class ConsentHost : IAsyncLifetime
{
    private static readonly string[] WorkFunctions = ["SendMail", "RemindParent", "DeleteRegistration", "DeleteUnconsented", "DeliverEvents", "TellComingsOfAge", "WorkDiscovery", "AdvanceCases"];

    /// <summary>What the app cannot start without.</summary>
    public static IReadOnlyList<string> GoodSettings { get; } =
    [
        "Service:BaseUrl=https://consent.example", "Deletion:Schedule=0 */5 * * * *", "AzureWebJobsStorage=UseDevelopmentStorage=true",
        "Smtp:Host=smtp.example", "Smtp:From=consent@example.test",
    ];

    private IHost? app;

    public ConsentHost()
    {
        StorageClock = new MemoryStorageClock(Clock);
        Queues = new MemoryWorkQueues(Clock, Calls);
        Log = new MemoryDeletionLog(Clock, LogCalls);
        Store = new MemoryRegistrationStore(Calls);
        Deadlines = new MemoryDeadlineIndex(Calls);
        Forms = new MemoryFormStore(Calls);
        Feed = new MemoryEventFeed(Clock);
        Discoveries = new MemoryDiscoveryStore(Clock);
        Secrets.Set(SecretNames.ClientKey("sample"), SampleKey);
        Secrets.Set(SecretNames.ClientKey("sample-test"), OtherKey);
    }

    public MemoryClock Clock { get; } = new();

    /// <summary>Calls to storage on behalf of registrations: store, deadline index and queues.</summary>
    public MemoryCalls Calls { get; } = new();

    public MemoryCalls LogCalls { get; } = new();

    /// <summary>With calls of its own.</summary>
    public MemoryHolds Holds { get; } = new();

    /// <summary>With calls of its own.</summary>
    public MemoryStaffLog StaffLog { get; } = new();

    /// <summary>With calls of its own.</summary>
    public MemoryDiscoveryStore Discoveries { get; }

    public MemorySecretSource Secrets { get; } = new();

    public MemorySignalReports Signals { get; } = new();

    public MemoryWatchStore Watch { get; } = new();

    public MemoryStorageClock StorageClock { get; }

    public MemoryRegistrationStore Store { get; }

    public MemoryDeadlineIndex Deadlines { get; }

    public MemoryFormStore Forms { get; }

    public MemoryEventFeed Feed { get; }

    public MemoryWebhookStates Webhooks { get; } = new();

    public MemoryWebhookSender Sender { get; } = new();

    public MemoryCases Cases { get; } = new();

    public MemoryDeletionTargets Targets { get; } = new();

    public MemoryWorkQueues Queues { get; }

    public MemoryDeletionLog Log { get; }

    public MemoryLogCheckpoints Checkpoints { get; } = new();

    public MemoryGuardianStore Guardians { get; } = new();

    public MemoryMailer Mailer { get; } = new();

    /// <summary>With calls of their own: only a text that no mail or decision used before costs one.</summary>
    public MemoryNotices Notices { get; init; } = new();

    public List<IDependencyCheck> Dependencies { get; } = [];

    public CapturedLogs Logs { get; } = new();

    /// <summary>Further settings, as <c>Name:Part=value</c>.</summary>
    public List<string> Settings { get; } = [];

    /// <summary>Rows of one CSV answer; null for as many as in production.</summary>
    public int? MaxCsvRows { get; set; }

    public string SampleKey { get; } = MemorySecretSource.NewKey();

    public string OtherKey { get; } = MemorySecretSource.NewKey();

    public Uri Address => new(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public IServiceProvider Services => app!.Services;

    /// <summary>Without a key.</summary>
    public HttpClient Anybody => Caller(null);

    public HttpClient Sample => Caller(SampleKey);

    public HttpClient Other => Caller(OtherKey);

    public HttpClient Console => Caller(Secrets[SecretNames.ConsoleKey][0]);

    /// <summary>With the key of auditors.</summary>
    public HttpClient Auditor => Caller(Secrets[SecretNames.AuditorKey][0]);

    public HttpClient Caller(string? key)
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        http.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return http;
    }

    public async Task InitializeAsync()
    {
        string[] fixedSettings =
        [
            "Functions:Http:Port=0", "Functions:Banner=false", "Functions:Assembly=ParentalConsent.Functions",
            .. GoodSettings,
            .. WorkFunctions.Select(name => $"AzureWebJobs.{name}.Disabled=true"),
        ];
        var builder = ConsentApp.CreateBuilder([.. fixedSettings.Concat(Settings).Select(setting => $"--{setting}")]);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton<ISecretSource>(Secrets);
        builder.Services.AddSingleton<IRegistrationStore>(Store);
        builder.Services.AddSingleton<IDeadlineIndex>(Deadlines);
        builder.Services.AddSingleton<IFormStore>(Forms);
        builder.Services.AddSingleton<IWorkQueues>(Queues);
        builder.Services.AddSingleton<IEventFeed>(Feed);
        builder.Services.AddSingleton<IComingsOfAge>(Feed);
        builder.Services.AddSingleton<IWebhookStates>(Webhooks);
        builder.Services.AddSingleton<IWebhookSender>(Sender);
        builder.Services.AddSingleton<ICases>(Cases);
        builder.Services.AddSingleton<IDeletionTargets>(Targets);
        builder.Services.AddSingleton<IDeletionLog>(Log);
        builder.Services.AddSingleton<ILogCheckpoints>(Checkpoints);
        builder.Services.AddSingleton<IGuardianStore>(Guardians);
        builder.Services.AddSingleton<IMailFailures>(new MemoryMailFailures());
        builder.Services.AddSingleton<ISignalReports>(Signals);
        builder.Services.AddSingleton<IWatchStore>(Watch);
        builder.Services.AddSingleton<IStorageClock>(StorageClock);
        builder.Services.AddSingleton<IStaffLog>(StaffLog);
        builder.Services.AddSingleton<IHolds>(Holds);
        builder.Services.AddSingleton<IDiscoveryStore>(Discoveries);
        builder.Services.AddSingleton<IMailer>(Mailer);
        builder.Services.AddSingleton<INotices>(Notices);
        builder.Services.RemoveWhatAsksStorage();
        if (MaxCsvRows is { } rows)
        {
            builder.Services.AddSingleton(provider => new DeletionLogCsv(provider.GetRequiredService<ReadDeletionLog>()) { MaxRows = rows });
        }

        Dependencies.ForEach(check => builder.Services.AddSingleton(check));
        builder.Logging.AddProvider(Logs);
        app = builder.Build();
        await app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await app!.StopAsync();
        app.Dispose();
    }
}
