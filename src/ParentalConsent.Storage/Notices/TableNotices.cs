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
