using Azure.Data.Tables;
using ParentalConsent.Core.Forms;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Storage.Registrations;
using ParentalConsent.Storage.Tables;

namespace ParentalConsent.Storage.Forms;

/// <summary>Table <c>forms</c>: pictures in parts that fit a column, sealed with their registration's key; and the list of those that wait.</summary>
public sealed class TableFormStore(TableClient table, SecretKeys keys) : IFormStore
{
    /// <summary>A transaction takes 4 MiB, and a part is 80 KiB on its way.</summary>
    private const int PartsAtOnce = 40;

    private static readonly string[] Keys = [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey)];

    private readonly KeyWrapping wrapping = new(keys);

    public async Task AddAsync(
        StoredRegistration current, string upload, FormPicture picture, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(picture.Bytes.Length, FormPicture.MaxLength, nameof(picture));
        var (line, row, key) = await OpenAsync(current, upload, cancellationToken);
        await table.UpsertEntityAsync(
            new FormWaitingRow { RowKey = FormWaitingRow.KeyOf(line), ClientId = current.Registration.ClientId, ReceivedAt = now },
            TableUpdateMode.Replace,
            cancellationToken);
        foreach (var parts in FormPartRow.Seal(line, picture, (part, bytes) => key.Seal(row, part, bytes.Span)).Chunk(PartsAtOnce))
        {
            await table.SubmitTransactionAsync(
                parts.Select(part => new TableTransactionAction(TableTransactionActionType.UpsertReplace, part)), cancellationToken);
        }
    }

    public async Task<FormPicture?> ReadAsync(StoredRegistration current, string upload, CancellationToken cancellationToken)
    {
        var (line, row, key) = await OpenAsync(current, upload, cancellationToken);
        var parts = new List<FormPartRow>();
        await foreach (var part in table.QueryAsync<FormPartRow>(Filter(line), TableLimits.PageSize, cancellationToken: cancellationToken))
        {
            parts.Add(part);
        }

        return parts is [{ Parts: var count, Kind: var kind }, ..] && parts.Count == count
            ? new FormPicture(Enum.Parse<FormKind>(kind), parts.SelectMany(part => key.Open(row, part.PartName(), part.Sealed)).ToArray())
            : null;
    }

    public async Task RemoveAsync(FormLine line, CancellationToken cancellationToken)
    {
        var rows = new List<(string Partition, string Row)>();
        await foreach (var row in table.QueryAsync<TableEntity>(Filter(line), TableLimits.PageSize, Keys, cancellationToken))
        {
            rows.Add((row.PartitionKey, row.RowKey));
        }

        // The line last: as long as it is there, somebody comes back for what is left.
        rows.Add((FormWaitingRow.Partition, FormWaitingRow.KeyOf(line)));
        await table.RemoveRowsAsync(rows, cancellationToken);
    }

    public Task<IReadOnlyList<FormWaiting>> ReadWaitingAsync(int max, CancellationToken cancellationToken) =>
        ReadAsync(TableClient.CreateQueryFilter($"PartitionKey eq {FormWaitingRow.Partition}"), max, cancellationToken);

    public Task<IReadOnlyList<FormWaiting>> ReadWaitingAsync(
        HashSlice slice, DateTimeOffset before, int max, CancellationToken cancellationToken) => ReadAsync(
        TableClient.CreateQueryFilter(
            $"PartitionKey eq {FormWaitingRow.Partition} and RowKey ge {slice.From} and RowKey lt {slice.Before ?? FormWaitingRow.End} and ReceivedAt lt {before}"),
        max,
        cancellationToken);

    private async Task<IReadOnlyList<FormWaiting>> ReadAsync(string filter, int max, CancellationToken cancellationToken)
    {
        var waiting = new List<FormWaiting>();
        await foreach (var row in table.QueryAsync<FormWaitingRow>(filter, Math.Min(max, TableLimits.PageSize), cancellationToken: cancellationToken))
        {
            waiting.Add(row.ToWaiting());
            if (waiting.Count == max)
            {
                break;
            }
        }

        return waiting;
    }

    private async Task<(FormLine Line, RegistrationRow Row, DataKey Key)> OpenAsync(
        StoredRegistration current, string upload, CancellationToken cancellationToken)
    {
        var read = (TableStoredRegistration)current;
        var key = read.Key ?? await wrapping.UnwrapAsync(read.Row, cancellationToken);
        return (new FormLine(current.Registration.Id, current.Registration.Attempt, upload), read.Row, key);
    }

    private static string Filter(FormLine line) => TableClient.CreateQueryFilter(
        $"PartitionKey eq {line.RegistrationId} and RowKey ge {FormPartRow.Prefix(line)} and RowKey lt {FormPartRow.End(line)}");
}
