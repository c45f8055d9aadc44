using System.Data.Common;
using System.Text.RegularExpressions;

namespace ParentalConsent.TestKit;

internal sealed partial record AzuriteEndpoints(string ConnectionString, Uri Blob, Uri Queue, Uri Table)
{
    private const string Account = "devstoreaccount1";

    /// <summary>The key that Microsoft publishes for the storage emulator; it opens nothing else.</summary>
    private const string PublishedKey =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    public static AzuriteEndpoints Local(Uri blob, Uri queue, Uri table)
    {
        var endpoints = new AzuriteEndpoints(string.Empty, new Uri(blob, Account), new Uri(queue, Account), new Uri(table, Account));
        return endpoints with
        {
            ConnectionString =
                $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={PublishedKey};" +
                $"BlobEndpoint={endpoints.Blob};QueueEndpoint={endpoints.Queue};TableEndpoint={endpoints.Table};",
        };
    }

    public static AzuriteEndpoints Parse(string connectionString)
    {
        var settings = new DbConnectionStringBuilder { ConnectionString = connectionString };
        if (settings.TryGetValue("UseDevelopmentStorage", out _))
        {
            return Local(new Uri("http://127.0.0.1:10000"), new Uri("http://127.0.0.1:10001"), new Uri("http://127.0.0.1:10002"));
        }

        return new AzuriteEndpoints(connectionString, Endpoint("blob"), Endpoint("queue"), Endpoint("table"));

        Uri Endpoint(string service) => settings.TryGetValue($"{service}Endpoint", out var address)
            ? new Uri((string)address)
            : new Uri($"{Setting("DefaultEndpointsProtocol", "https")}://{Setting("AccountName", Account)}.{service}.{Setting("EndpointSuffix", "core.windows.net")}");

        string Setting(string name, string otherwise) =>
            settings.TryGetValue(name, out var value) ? (string)value : otherwise;
    }

    [GeneratedRegex("Azurite (?<service>Blob|Queue|Table) service is successfully listening at (?<address>\\S+)")]
    public static partial Regex ListeningLine();
}
