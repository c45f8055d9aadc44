using System.Globalization;
using System.Text;
using Azure;
using Azure.Data.Tables;

namespace ParentalConsent.Dev.Demo;

/// <summary>Looks into the storage account from outside, as someone who got hold of it would.</summary>
internal sealed class StorageView(string connectionString)
{
    private static readonly string[] EveryRowHas = ["PartitionKey", "RowKey", "Timestamp", "odata.etag"];

    /// <summary>Each row of the registration's partition: its key and its columns' names.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string registrationId, CancellationToken cancellationToken)
    {
        var rows = new List<string>();
        await foreach (var row in PartitionAsync(registrationId, cancellationToken))
        {
            rows.Add($"{row.RowKey}: {string.Join(", ", Columns(row).Select(column => column.Key))}");
        }

        return rows.Count > 0 ? rows : ["(none)"];
    }

    public async Task<int> CountAsync(CancellationToken cancellationToken) =>
        await AllAsync(cancellationToken).CountAsync(cancellationToken);

    /// <summary>Where any of these words can be read in any table's keys or cells.</summary>
    public async Task<IReadOnlyList<string>> FindReadableAsync(IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        await foreach (var (table, row) in AllAsync(cancellationToken))
        {
            found.AddRange(
                from column in row
                from word in words
                where Readable(column.Value).Contains(word, StringComparison.OrdinalIgnoreCase)
                select $"{table}/{row.RowKey}/{column.Key}");
        }

        return found;
    }

    private static IEnumerable<KeyValuePair<string, object>> Columns(TableEntity row) =>
        row.Where(column => !EveryRowHas.Contains(column.Key) && column.Value is not null);

    private static string Readable(object? value) => value switch
    {
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        BinaryData data => data.ToString(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty,
    };

    private AsyncPageable<TableEntity> PartitionAsync(string registrationId, CancellationToken cancellationToken) =>
        new TableClient(connectionString, "registrations").QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {registrationId}"), cancellationToken: cancellationToken);

    private async IAsyncEnumerable<(string Table, TableEntity Row)> AllAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var account = new TableServiceClient(connectionString);
        await foreach (var table in account.QueryAsync(cancellationToken: cancellationToken))
        {
            await foreach (var row in account.GetTableClient(table.Name).QueryAsync<TableEntity>(cancellationToken: cancellationToken))
            {
                yield return (table.Name, row);
            }
        }
    }
}
