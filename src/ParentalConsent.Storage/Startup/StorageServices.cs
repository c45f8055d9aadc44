using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
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
using ParentalConsent.Storage.Cases;
using ParentalConsent.Storage.Deletion;
using ParentalConsent.Storage.DeletionLog;
using ParentalConsent.Storage.Discoveries;
using ParentalConsent.Storage.Events;
using ParentalConsent.Storage.Forms;
using ParentalConsent.Storage.Guardians;
using ParentalConsent.Storage.Health;
using ParentalConsent.Storage.Holds;
using ParentalConsent.Storage.Mails;
using ParentalConsent.Storage.Notices;
using ParentalConsent.Storage.Providers;
using ParentalConsent.Storage.Queues;
using ParentalConsent.Storage.Registrations;
using ParentalConsent.Storage.Secrets;
using ParentalConsent.Storage.Signals;
using ParentalConsent.Storage.Staff;
using ParentalConsent.Storage.Tables;
using ParentalConsent.Storage.Targets;
using ParentalConsent.Storage.Watch;
using ParentalConsent.Storage.Webhooks;

namespace ParentalConsent.Storage.Startup;

public static class StorageServices
{
    /// <summary>
    /// Everything that keeps, queues, mails and holds secrets. <see cref="HttpPipelinePolicy"/> services, where there are any,
    /// see every try of a call to storage or vault.
    /// </summary>
    /// <exception cref="SettingException">A setting is missing or wrong.</exception>
    public static IServiceCollection AddParentalConsentStorage(this IServiceCollection services, IConfiguration configuration)
    {
        var connection = new StorageConnection(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TokenCredential>(_ => new DefaultAzureCredential(new DefaultAzureCredentialOptions
        {
            ManagedIdentityClientId = configuration[$"{StorageConnection.Setting}:clientId"],
        }));
        services.AddSingleton<StorageClock>();
        services.AddSingleton<IStorageClock>(provider => provider.GetRequiredService<StorageClock>());
        services.AddSingleton(provider => connection.CreateTables(Credential(provider), PoliciesWithClock(provider)));
        services.AddSingleton(provider => connection.CreateQueues(Credential(provider), PoliciesWithClock(provider)));

        // Before the worker's own, which the builder of the app has registered by now and which lets functions run.
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService, StorageSchema>());

        services.AddSingleton<IRegistrationStore>(provider => new TableRegistrationStore(
            Table(provider, TableNames.Registrations),
            provider.GetRequiredService<SecretKeys>(),
            provider.GetRequiredService<ILogger<TableRegistrationStore>>()));
        services.AddSingleton<IDeadlineIndex>(provider => new TableDeadlineIndex(
            Table(provider, TableNames.Deadlines), provider.GetRequiredService<ILogger<TableDeadlineIndex>>()));
        services.AddSingleton<IDeletionLog>(provider => new TableDeletionLog(
            Table(provider, TableNames.DeletionLog), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ILogCheckpoints>(provider => new TableLogCheckpoints(Table(provider, TableNames.DeletionLog)));
        services.AddSingleton<IMailFailures>(provider => new TableMailFailures(Table(provider, TableNames.MailFailures)));
        services.AddSingleton<IFormStore>(provider => new TableFormStore(
            Table(provider, TableNames.Forms), provider.GetRequiredService<SecretKeys>()));
        services.AddSingleton<ISignalReports>(provider => new TableSignalReports(Table(provider, TableNames.Signals)));
        services.AddSingleton<INotices>(provider => new TableNotices(Table(provider, TableNames.Notices)));
        services.AddSingleton<IGuardianStore>(provider => new TableGuardianStore(Table(provider, TableNames.Guardians)));
        services.AddSingleton<IEventFeed>(provider => new TableEventFeed(
            Table(provider, TableNames.Events), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IComingsOfAge>(provider => new TableComingsOfAge(Table(provider, TableNames.Events)));
        services.AddSingleton<IWatchStore>(provider => new TableWatchStore(
            Table(provider, TableNames.Watch), provider.GetRequiredService<ILogger<TableWatchStore>>()));
        services.AddSingleton<IHolds>(provider => new TableHolds(Table(provider, TableNames.Holds)));
        services.AddSingleton<IStaffLog>(provider => new TableStaffLog(Table(provider, TableNames.StaffLog)));
        services.AddSingleton<ICases>(provider => new TableCases(
            Table(provider, TableNames.Cases), provider.GetRequiredService<SecretKeys>()));
        services.AddSingleton<IDeletionTargets>(provider => new AzureTargets(Credential(provider), connection.SharedKey));
        services.AddSingleton<IWebhookStates>(provider => new TableWebhookStates(Table(provider, TableNames.Webhooks)));
        services.AddSingleton<IDiscoveryStore>(provider => new TableDiscoveryStore(
            Table(provider, TableNames.Discoveries), provider.GetRequiredService<SecretKeys>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<WebhookSigning>();
        services.TryAddSingleton<WebhookConnections>();
        services.AddSingleton<IWebhookSender, HttpWebhookSender>();
        services.AddSingleton<IWorkQueues, StorageWorkQueues>();

        services.AddSingleton(SmtpOptions.Read(configuration));
        services.AddSingleton<SmtpPassword>();
        services.AddSingleton<IMailer, SmtpMailer>();

        services.AddSingleton<IDependencyCheck, TablesCheck>();
        services.AddSingleton<IDependencyCheck, QueuesCheck>();
        services.AddSingleton<IDependencyCheck, SecretsCheck>();
        return services.AddProviders(configuration).AddSecrets(configuration);
    }

    private static IServiceCollection AddSecrets(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton<SecretKeys>();
        if (configuration["KeyVault:Uri"] is not { Length: > 0 } address)
        {
            return services.AddSingleton<ISecretSource>(new ConfigurationSecretSource(configuration));
        }

        var vault = Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps
            ? uri
            : throw new SettingException("KeyVault:Uri", "must be an https address, for example https://name.vault.azure.net");
        services.AddSingleton(provider => new SecretClient(
            vault, Credential(provider), new SecretClientOptions().With(Policies(provider))));
        return services.AddSingleton<ISecretSource, KeyVaultSecretSource>();
    }

    private static TokenCredential Credential(IServiceProvider provider) => provider.GetRequiredService<TokenCredential>();

    private static IEnumerable<HttpPipelinePolicy> Policies(IServiceProvider provider) => provider.GetServices<HttpPipelinePolicy>();

    /// <summary>Only of the storage service: that is whose time counts.</summary>
    private static IEnumerable<HttpPipelinePolicy> PoliciesWithClock(IServiceProvider provider) =>
        Policies(provider).Append(provider.GetRequiredService<StorageClock>());

    private static TableClient Table(IServiceProvider provider, string name) =>
        provider.GetRequiredService<TableServiceClient>().GetTableClient(name);
}
