using System.Net;

namespace Azure.Data.Tables.Protocol;

/// <summary>Paths and queries of the Table service's REST protocol, escaped.</summary>
internal static class TableAddress
{
    public const string Tables = "Tables";

    public const string Batch = "$batch";

    public static string Table(string name) => $"{Tables}('{Escape(name)}')";

    public static string Entity(string table, string partitionKey, string rowKey) =>
        $"{table}(PartitionKey='{Escape(partitionKey)}',RowKey='{Escape(rowKey)}')";

    /// <summary>Parameters without a value are left out.</summary>
    public static string WithQuery(string resource, params (string Name, string Value)[] parameters)
    {
        var query = string.Join('&', parameters
            .Where(parameter => parameter.Value is not null)
            .Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value)}"));
        return query.Length == 0 ? resource : $"{resource}?{query}";
    }

    /// <summary>The account is the first label of a host name, or the first folder where the host is an address, as with Azurite.</summary>
    public static string AccountOf(Uri endpoint)
    {
        if (IPAddress.TryParse(endpoint.Host.Trim('[', ']'), out _) || endpoint.IsLoopback)
        {
            return endpoint.Segments.Length > 1 ? endpoint.Segments[1].TrimEnd('/') : null;
        }

        return endpoint.Host.Split('.')[0];
    }

    /// <summary>Splits <c>https://account/table</c>, the form a table's signed address has.</summary>
    public static (Uri Endpoint, string Table) SplitTable(Uri address)
    {
        var path = address.AbsolutePath.TrimEnd('/');
        var slash = path.LastIndexOf('/');
        var table = Uri.UnescapeDataString(path[(slash + 1)..]);
        if (table.StartsWith("Tables('", StringComparison.Ordinal) && table.EndsWith("')", StringComparison.Ordinal))
        {
            table = table["Tables('".Length..^2];
        }

        return (new UriBuilder(address) { Path = path[..slash] + "/", Query = address.Query }.Uri, table);
    }

    private static string Escape(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));
}
