using System.Globalization;
using System.Text;
using System.Text.Json;
using ParentalConsent.Core.Discoveries;
using ParentalConsent.Functions.DeletionLog;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Discoveries;

/// <summary>Results as lines of a file.</summary>
public sealed class DiscoveryResultLines(IDiscoveryStore store)
{
    /// <summary>The answer is kept whole in memory by the Functions host, so one answer has at most this many: about 5 MB.</summary>
    public const int MostLines = 50_000;

    /// <summary>Writes results in the order of their lines, up to the first line that has none yet.</summary>
    /// <returns>The last line that was written; <paramref name="after"/> where there was none.</returns>
    public async Task<long> WriteAsync(Stream target, string discoveryId, long after, bool csv, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(target, new UTF8Encoding(false), leaveOpen: true) { NewLine = csv ? "\r\n" : "\n" };
        if (csv)
        {
            await writer.WriteLineAsync("line,outcome,registrationId,errors");
        }

        var last = after;
        await foreach (var result in store.ReadResultsAsync(discoveryId, after, cancellationToken))
        {
            await writer.WriteLineAsync(csv ? Csv(result) : Json(result));
            last = result.Line;
            if (last - after == MostLines)
            {
                break;
            }
        }

        return last;
    }

    private static string Csv(DiscoveryResult result) => string.Join(
        ',',
        new[]
        {
            result.Line.ToString(CultureInfo.InvariantCulture),
            DiscoveryAnswer.Word(result.Outcome),
            result.RegistrationId ?? "",
            string.Join(' ', result.Errors.Select(error => $"{error.Field}:{error.Code}")),
        }.Select(CsvCell.Of));

    private static string Json(DiscoveryResult result) => JsonSerializer.Serialize(result, JsonFormat.Options);
}
