using Azure.Identity;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Queues;

/// <summary>
/// Storage accounts by the name of their setting: a connection string, or a section with <c>queueServiceUri</c> or
/// <c>accountName</c> for which the identity of the environment is used.
/// </summary>
internal sealed class QueueConnections(IConfiguration configuration)
{
    private static readonly QueueClientOptions Options = new()
    {
        MessageEncoding = QueueMessageEncoding.None,
        Retry = { NetworkTimeout = TimeSpan.FromSeconds(30) },
    };

    private readonly Dictionary<string, QueueServiceClient> services = [];

    /// <exception cref="InvalidOperationException">The connection is not set; the text names the setting, never its value.</exception>
    public QueueClient Open(string? connection, string queue, string function)
    {
        var name = string.IsNullOrEmpty(connection) ? "AzureWebJobsStorage" : connection;
        if (!services.TryGetValue(name, out var service))
        {
            services[name] = service = Create(name, function);
        }

        return service.GetQueueClient(queue);
    }

    private QueueServiceClient Create(string name, string function)
    {
        var section = new[] { $"ConnectionStrings:{name}", $"AzureWebJobs{name}", name }
            .Select(configuration.GetSection)
            .FirstOrDefault(candidate => candidate.Exists());
        if (section?.Value is { Length: > 0 } connectionString)
        {
            try
            {
                return new QueueServiceClient(connectionString, Options);
            }
            catch (Exception exception) when (exception is FormatException or ArgumentException)
            {
                throw new InvalidOperationException($"Function '{function}': the setting '{name}' is not a storage connection string.");
            }
        }

        var address = section?["queueServiceUri"] ?? section?["serviceUri"]
            ?? (section?["accountName"] is { Length: > 0 } account ? $"https://{account}.queue.core.windows.net" : null);
        return address is not null
            ? new QueueServiceClient(new Uri(address), CredentialOf(section!), Options)
            : throw new InvalidOperationException(
                $"Function '{function}' needs the setting '{name}': a connection string, or a section with queueServiceUri or accountName.");
    }

    private static DefaultAzureCredential CredentialOf(IConfigurationSection section) =>
        new DefaultAzureCredential(new DefaultAzureCredentialOptions
        {
            ManagedIdentityClientId = section["clientId"],
            TenantId = section["tenantId"],
        });
}
