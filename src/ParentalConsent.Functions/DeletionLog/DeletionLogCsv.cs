using System.Globalization;
using System.Text;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.DeletionLog;

/// <summary>The deletion log as CSV (RFC 4180), newest first, written row by row.</summary>
public sealed class DeletionLogCsv(ReadDeletionLog readDeletionLog)
{
    private static readonly string[] Columns =
    [
        "sequence", "loggedAt", "deletionId", "registrationId", "client", "reason", "state", "collectedAt", "deadline", "decidedAt",
        "deletedAt", "previousHash", "hash", "shard", "kind", "key", "facts",
    ];

    /// <summary>The answer is kept whole in memory by the Functions host, so one answer has at most this many rows: about 17 MB.</summary>
    public int MaxRows { get; init; } = 50_000;

    /// <summary>Writes at most <see cref="MaxRows"/> rows. Where more follow, a last line says so, and how to get them.</summary>
    /// <param name="goOn">The last word of that line, from the cursor; the cursor itself where null.</param>
    /// <returns>The cursor of the rows that follow; null where these were all.</returns>
    public async Task<LogCursor?> WriteAsync(
        Stream target, DeletionLogQuery query, CancellationToken cancellationToken, Func<LogCursor, Uri>? goOn = null)
    {
        await using var writer = new StreamWriter(target, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(string.Join(',', Columns));
        var (rows, last) = (0, (LogCursor?)null);
        await foreach (var line in readDeletionLog.StreamAsync(query, cancellationToken))
        {
            if (rows == MaxRows)
            {
                await writer.WriteLineAsync(goOn is null
                    ? $"MORE ROWS FOLLOW: ask again with cursor={last}"
                    : CsvCell.Of($"MORE ROWS FOLLOW: export the next part at {goOn(last!).AbsoluteUri}"));
                return last;
            }

            await writer.WriteLineAsync(string.Join(',', Cells(DeletionLogRow.Of(line.Entry)).Select(CsvCell.Of)));
            (rows, last) = (rows + 1, line.After);
        }

        return null;
    }

    private static string[] Cells(DeletionLogRow row) =>
    [
        row.Sequence.ToString(CultureInfo.InvariantCulture),
        Time(row.LoggedAt),
        row.DeletionId ?? "",
        row.RegistrationId ?? "",
        row.Client ?? "",
        row.Reason?.Word() ?? "",
        row.State ?? "",
        Time(row.CollectedAt),
        Time(row.Deadline),
        Time(row.DecidedAt),
        Time(row.DeletedAt),
        row.PreviousHash,
        row.Hash,
        row.Shard.ToString(CultureInfo.InvariantCulture),
        ConsolePaths.Word(row.Kind),
        row.Key,
        new LogFacts(row.Facts).ToString(),
    ];

    private static string Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture) ?? "";
}
