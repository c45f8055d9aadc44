using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Discoveries;

namespace ParentalConsent.Storage.Discoveries;

/// <summary>Table <c>discoveries</c>, partition discovery id, rows <c>result-NNNNNNNNNN</c> by the first line: what came of some lines.</summary>
internal sealed record DiscoveryResultRow : ITableEntity
{
    public const string Prefix = "result-";

    /// <summary>The character after the prefix's last: all its rows sort before.</summary>
    public const string End = "result.";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Schema { get; set; } = 1;

    public int Lines { get; set; }

    /// <summary>JSON in UTF-8, an array of DiscoveryResult; null where none was worked off.</summary>
    public byte[]? Results { get; set; }

    public static string KeyOf(long firstLine) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{firstLine:D10}");

    /// <param name="results">At least one, of lines that follow each other.</param>
    public static DiscoveryResultRow Of(string discoveryId, IReadOnlyList<DiscoveryResult> results) => new()
    {
        PartitionKey = discoveryId,
        RowKey = KeyOf(results[0].Line),
        Lines = results.Count,
        Results = results.All(result => result.Outcome is DiscoveryOutcome.NotWorkedOff)
            ? null
            : JsonSerializer.SerializeToUtf8Bytes(results, StorageJson.Default.IReadOnlyListDiscoveryResult),
    };

    public IReadOnlyList<DiscoveryResult> ToResults()
    {
        if (Results is { } results)
        {
            return JsonSerializer.Deserialize(results, StorageJson.Default.IReadOnlyListDiscoveryResult)!;
        }

        var first = long.Parse(RowKey[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture);
        return [.. Enumerable.Range(0, Lines).Select(line => new DiscoveryResult(first + line, DiscoveryOutcome.NotWorkedOff, null, []))];
    }
}
