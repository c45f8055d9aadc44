using System.Globalization;
using System.Text;
using System.Text.Json;
using ParentalConsent.Core.Staff;
using ParentalConsent.Functions.DeletionLog;

namespace ParentalConsent.Functions.StaffLog;

/// <summary>The staff log as CSV (RFC 4180), newest first, written row by row.</summary>
public sealed class StaffLogCsv(ReadStaffLog readStaffLog)
{
    private static readonly string[] Columns = ["at", "who", "role", "signIn", "what", "registrationId", "deletionId", "outcome"];

    /// <summary>The answer is kept whole in memory by the Functions host, so one answer has at most this many rows: about 10 MB.</summary>
    public int MaxRows { get; init; } = 50_000;

    /// <summary>Writes at most <see cref="MaxRows"/> rows. Where more follow, a last line says so, and how to get them.</summary>
    /// <param name="goOn">The last word of that line, from the cursor; the cursor itself where null.</param>
    /// <returns>The cursor of the rows that follow; null where these were all.</returns>
    public async Task<StaffLogCursor?> WriteAsync(
        Stream target, StaffLogQuery query, CancellationToken cancellationToken, Func<StaffLogCursor, Uri>? goOn = null)
    {
        await using var writer = new StreamWriter(target, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(string.Join(',', Columns));
        var (rows, last) = (0, default(StaffLogCursor));
        await foreach (var entry in readStaffLog.StreamAsync(query, cancellationToken))
        {
            if (rows == MaxRows)
            {
                await writer.WriteLineAsync(goOn is null
                    ? $"MORE ROWS FOLLOW: ask again with cursor={last}"
                    : CsvCell.Of($"MORE ROWS FOLLOW: export the next part at {goOn(last).AbsoluteUri}"));
                return last;
            }

            await writer.WriteLineAsync(string.Join(',', Cells(StaffLogLine.Of(entry)).Select(CsvCell.Of)));
            (rows, last) = (rows + 1, StaffLogCursor.Of(entry));
        }

        return null;
    }

    private static string[] Cells(StaffLogLine line) =>
    [
        line.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        line.Who,
        Word(line.Role),
        Word(line.SignIn),
        line.What,
        line.RegistrationId ?? "",
        line.DeletionId ?? "",
        Word(line.Outcome),
    ];

    /// <summary>As in JSON.</summary>
    private static string Word(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
