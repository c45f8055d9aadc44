using Azure.Data.Tables;
using ParentalConsent.Core.DeletionLog;

namespace ParentalConsent.Storage.DeletionLog;

/// <summary>Entries that are appended in one transaction.</summary>
internal sealed class LogBatch
{
    private readonly List<DeletionLogEntry> entries = [];
    private readonly List<byte> lines = [];

    public int Count => entries.Count;

    public LogHeadRow Head => LogHeadRow.From(entries[^1]);

    /// <summary>The first of <paramref name="records"/>, as many as one transaction takes, after <paramref name="last"/>.</summary>
    public static LogBatch Of(DeletionLogHead? last, IEnumerable<LogRecord> records, DateTimeOffset now)
    {
        var batch = new LogBatch();
        foreach (var record in records.Take(LogBatchRow.MaxCount))
        {
            var entry = DeletionChain.Append(last, record, now);
            var line = LogEntryJson.Write(entry);
            if (batch.lines.Count + line.Length + 1 > LogBatchRow.MaxSize)
            {
                break;
            }

            batch.lines.AddRange(line);
            batch.lines.Add((byte)'\n');
            batch.entries.Add(entry);
            last = new DeletionLogHead(entry.Sequence, entry.Hash);
        }

        return batch;
    }

    /// <summary>The head comes first.</summary>
    public IEnumerable<TableTransactionAction> Actions(LogHeadRow? before) =>
    [
        before is null
            ? new TableTransactionAction(TableTransactionActionType.Add, Head)
            : new TableTransactionAction(TableTransactionActionType.UpdateReplace, Head, before.ETag),
        new TableTransactionAction(TableTransactionActionType.Add, LogBatchRow.From(entries, [.. lines])),
        .. entries.Select(entry => new TableTransactionAction(
            TableTransactionActionType.Add, LogKeyRow.From(entry, entries[0].Sequence))),
    ];
}
