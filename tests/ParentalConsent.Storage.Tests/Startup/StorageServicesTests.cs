using Azure.Core.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Health;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Storage.Secrets;
using ParentalConsent.Storage.Startup;
using ParentalConsent.Storage.Tests.Tables;
using ParentalConsent.TestKit;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Storage.Tests.Startup;

public sealed class StorageServicesTests
{
    [Fact]
    public async Task EverythingIsThere_AndWorks_AndEveryCallIsSeen()
    {
        await using var azurite = await Azurite.StartAsync();
        var calls = new CountingPolicy();
        var settings = Settings(azurite.ConnectionString);
        await using var provider = Services(settings).AddSingleton<HttpPipelinePolicy>(calls).BuildServiceProvider();
        foreach (var start in provider.GetServices<IHostedService>())
        {
            await start.StartAsync(default);
            await start.StartAsync(default);
        }

        calls.Reset();
        var added = Samples.Registration().Added();
        await provider.GetRequiredService<IDeadlineIndex>().AddAsync(added.Registration.DeadlineEntry, default);
        Assert.True(await provider.GetRequiredService<IRegistrationStore>().TryAddAsync(added, null, null, default));
        await provider.GetRequiredService<IWorkQueues>().SendAsync(new ReminderMessage("r", "a", 1), TimeSpan.Zero, default);
        Assert.Equal(3, calls.Count);
        await provider.GetRequiredService<IDeletionLog>().AppendAsync([Samples.Deletion()], default);
        await provider.GetRequiredService<IMailFailures>().PruneAsync(Samples.Now, default);
        Assert.NotNull(provider.GetRequiredService<IMailer>());
        foreach (var check in provider.GetServices<IDependencyCheck>())
        {
            await check.CheckAsync(default);
        }

        Assert.Equal(["tables", "queues", "secrets"], provider.GetServices<IDependencyCheck>().Select(check => check.Name));
    }

    [Fact]
    public void Schema_StartsBeforeWhatWasThereFirst()
    {
        var services = Services(Settings("UseDevelopmentStorage=true"), new ServiceCollection().AddHostedService<EarlierHost>());
        var hosted = services.Where(service => service.ServiceType == typeof(IHostedService)).Select(service => service.ImplementationType);
        Assert.Equal([typeof(StorageSchema), typeof(EarlierHost)], hosted);
    }

    [Fact]
    public async Task Checks_FailWhereSomethingIsMissing()
    {
        await using var azurite = await Azurite.StartAsync();
        var settings = Settings(azurite.ConnectionString);
        settings["Secrets:pseudonym-key"] = "";
        await using var provider = Services(settings).BuildServiceProvider();
        foreach (var check in provider.GetServices<IDependencyCheck>())
        {
            await Assert.ThrowsAnyAsync<Exception>(() => check.CheckAsync(default));
        }
    }

    [Fact]
    public async Task Identity_NeedsNoConnectionString_AndKeyVaultTakesThePlaceOfSettings()
    {
        var settings = Settings(null);
        settings["AzureWebJobsStorage:accountName"] = "account";
        settings["KeyVault:Uri"] = "https://name.vault.azure.net";
        await using var provider = Services(settings).BuildServiceProvider();
        Assert.IsType<KeyVaultSecretSource>(provider.GetRequiredService<ISecretSource>());
        Assert.Equal(
            new Uri("https://account.table.core.windows.net/"),
            provider.GetRequiredService<Azure.Data.Tables.TableServiceClient>().Uri);
        Assert.Equal(
            new Uri("https://account.queue.core.windows.net/"),
            provider.GetRequiredService<Azure.Storage.Queues.QueueServiceClient>().Uri);
    }

    [Theory]
    [InlineData("AzureWebJobsStorage", null, "AzureWebJobsStorage")]
    [InlineData("AzureWebJobsStorage", "AccountKey=secret-part;nonsense", "AzureWebJobsStorage")]
    [InlineData("AzureWebJobsStorage", "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=not-base64!secret-part", "AzureWebJobsStorage")]
    [InlineData("AzureWebJobsStorage:accountName", "no name", "AzureWebJobsStorage:accountName")]
    [InlineData("AzureWebJobsStorage:tableServiceUri", "http://plain.example", "AzureWebJobsStorage:tableServiceUri")]
    [InlineData("KeyVault:Uri", "name", "KeyVault:Uri")]
    [InlineData("KeyVault:Uri", "http://name.vault.azure.net", "KeyVault:Uri")]
    [InlineData("Smtp:Host", null, "Smtp:Host")]
    [InlineData("Smtp:Port", "0", "Smtp:Port")]
    [InlineData("Smtp:Port", "smtp", "Smtp:Port")]
    [InlineData("Smtp:From", "Name <a@b.example>", "Smtp:From")]
    [InlineData("Smtp:From", null, "Smtp:From")]
    [InlineData("Smtp:Security", "Ssl", "Smtp:Security")]
    [InlineData("Smtp:Security", "7", "Smtp:Security")]
    [InlineData("Smtp:UserName", "app", "Smtp:Security")]
    [InlineData("Smtp:Timeout", "-1", "Smtp:Timeout")]
    public void WrongSetting_IsNamed_AndNotShown(string name, string? value, string named)
    {
        var settings = Settings(name.StartsWith("AzureWebJobsStorage:", StringComparison.Ordinal) ? null : "UseDevelopmentStorage=true");
        settings[name] = value;
        var problem = Assert.Throws<SettingException>(() => Services(settings));
        Assert.StartsWith($"Setting '{named}' ", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-part", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ImplicitTlsPort_IsRefused()
    {
        var settings = Settings("UseDevelopmentStorage=true");
        settings["Smtp:Port"] = "465";
        settings["Smtp:Security"] = null;
        Assert.Contains("Smtp:Port", Assert.Throws<SettingException>(() => Services(settings)).Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> Settings(string? connection) => new()
    {
        ["AzureWebJobsStorage"] = connection,
        ["Smtp:Host"] = "localhost",
        ["Smtp:From"] = "consent@service.example",
        ["Smtp:Security"] = "None",
        ["Secrets:link-signing-key"] = MemorySecretSource.NewKey(),
        ["Secrets:data-encryption-key"] = MemorySecretSource.NewKey(),
        ["Secrets:pseudonym-key"] = MemorySecretSource.NewKey(),
        ["Secrets:log-signing-key"] = MemorySecretSource.NewSigningKey(),
    };

    private static IServiceCollection Services(Dictionary<string, string?> settings, IServiceCollection? services = null) =>
        (services ?? new ServiceCollection())
            .AddLogging()
            .AddParentalConsentStorage(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());

    /// <summary>As the Functions worker has one, registered by its builder.</summary>
    private sealed class EarlierHost : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
