using System.Globalization;
using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Storage.Registrations;

/// <summary>Table <c>registrations</c>, rows <c>history-NNNNNN</c>.</summary>
internal sealed record HistoryRow : ITableEntity
{
    public const string Prefix = "history-";

    /// <summary>The character after the prefix's last: all its rows sort before.</summary>
    public const string End = "history.";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Schema { get; set; } = 1;

    public DateTimeOffset At { get; set; }

    public string What { get; set; } = "";

    public string Actor { get; set; } = "";

    public static string KeyOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number:D6}");

    public static HistoryRow From(string registrationId, HistoryEntry entry) => new()
    {
        PartitionKey = registrationId,
        RowKey = KeyOf(entry.Number),
        At = entry.At,
        What = entry.What,
        Actor = entry.Actor.ToString(),
    };

    public HistoryEntry ToEntry() => new(
        int.Parse(RowKey.AsSpan(Prefix.Length), CultureInfo.InvariantCulture), At, What, Enum.Parse<Actor>(Actor));
}
