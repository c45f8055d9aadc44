using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Notices;
using ParentalConsent.Storage.Tables;

namespace ParentalConsent.Storage.Notices;

public sealed class TableNotices(TableClient table) : INotices
{
    public async Task AddAsync(DirectNotice notice, CancellationToken cancellationToken)
    {
        try
        {
            await table.AddEntityAsync(NoticeRow.From(notice), cancellationToken);
        }
        catch (RequestFailedException answer) when (answer.IsConflict())
        {
            // What has the same hash is the same text.
        }
    }

    public async Task<IReadOnlyCollection<string>> ReadHashesAsync(CancellationToken cancellationToken)
    {
        // All of the table, which has a row for each text that was ever used: nothing grows with registrations.
        var hashes = new List<string>();
        string[] keys = [nameof(ITableEntity.PartitionKey)];
        await foreach (var row in table.QueryAsync<TableEntity>("PartitionKey ge '0'", TableLimits.PageSize, keys, cancellationToken))
        {
            hashes.Add(row.PartitionKey);
        }

        return hashes;
    }

    public async Task<ReadOnlyMemory<byte>?> FindAsync(string hash, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<NoticeRow>(hash, NoticeRow.Key, cancellationToken: cancellationToken);
        if (!found.HasValue || found.Value is not { } row)
        {
            return null;
        }

        return DirectNotice.HashOf(row.Text) == hash
            ? row.Text
            : throw new InvalidOperationException("A stored notice does not have the hash that it is stored under.");
    }
}
