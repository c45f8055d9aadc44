using System.Data.Common;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;

namespace ParentalConsent.Storage.Startup;

/// <summary>
/// The storage account, in the settings of the Functions host: a connection string in <c>AzureWebJobsStorage</c>, or an identity
/// with <c>AzureWebJobsStorage:accountName</c>, or with <c>:tableServiceUri</c> and <c>:queueServiceUri</c>.
/// </summary>
internal sealed class StorageConnection
{
    public const string Setting = "AzureWebJobsStorage";

    private readonly string? connectionString;
    private readonly Uri? tables;
    private readonly Uri? queues;

    /// <exception cref="SettingException">One is missing or wrong.</exception>
    public StorageConnection(IConfiguration configuration)
    {
        connectionString = configuration[Setting];
        if (!string.IsNullOrEmpty(connectionString))
        {
            Check();
            return;
        }

        var account = configuration[$"{Setting}:accountName"];
        tables = Address(configuration, "table", account);
        queues = Address(configuration, "queue", account);
    }

    /// <summary>Name and key of the account in the connection string; null where an identity is used.</summary>
    public (string Account, string Key)? SharedKey
    {
        get
        {
            if (string.IsNullOrEmpty(connectionString))
            {
                return null;
            }

            var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
            return parts.TryGetValue("AccountName", out var name) && parts.TryGetValue("AccountKey", out var key)
                ? ((string)name, (string)key)
                : null;
        }
    }

    public TableServiceClient CreateTables(TokenCredential credential, IEnumerable<HttpPipelinePolicy> policies)
    {
        var options = new TableClientOptions().With(policies);
        return tables is null
            ? new TableServiceClient(connectionString, options)
            : new TableServiceClient(tables, credential, options);
    }

    public QueueServiceClient CreateQueues(TokenCredential credential, IEnumerable<HttpPipelinePolicy> policies)
    {
        var options = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 }.With(policies);
        return queues is null
            ? new QueueServiceClient(connectionString, options)
            : new QueueServiceClient(queues, credential, options);
    }

    private void Check()
    {
        try
        {
            _ = new TableServiceClient(connectionString);
            _ = new QueueServiceClient(connectionString);
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or InvalidOperationException)
        {
            // The fault can quote parts of the connection string, so it goes no further.
            throw new SettingException(Setting, "must be the connection string of a storage account with tables and queues");
        }
    }

    private static Uri Address(IConfiguration configuration, string service, string? account)
    {
        var name = $"{Setting}:{service}ServiceUri";
        var address = configuration[name]
            ?? (string.IsNullOrEmpty(account) ? null : $"https://{account}.{service}.core.windows.net");
        return (address, Uri.TryCreate(address, UriKind.Absolute, out var uri)) switch
        {
            (null, _) => throw new SettingException(
                Setting, $"is missing: a connection string, or {Setting}:accountName, or {Setting}:tableServiceUri and {Setting}:queueServiceUri"),
            (_, true) when uri!.Scheme == Uri.UriSchemeHttps => uri,
            _ => throw new SettingException(
                configuration[name] is null ? $"{Setting}:accountName" : name, $"must give an https address, for example https://account.{service}.core.windows.net"),
        };
    }
}
