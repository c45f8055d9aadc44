using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Events;

namespace ParentalConsent.Storage.Events;

/// <summary>Table <c>events</c>, rows <c>ofage-yyyyMM-registrationId-attempt</c>: who comes of age in that month. The key says all.</summary>
internal sealed record ComingOfAgeRow : ITableEntity
{
    private const string Prefix = "ofage-";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Schema { get; set; } = 1;

    public static string KeyOf(ComingOfAge coming) => KeyOf(coming.ToString());

    /// <param name="month">Sorts before all that are put down for it.</param>
    public static string KeyOf(string month) => $"{Prefix}{month}";

    public static ComingOfAgeRow From(ComingOfAge coming) => new() { PartitionKey = coming.ClientId, RowKey = KeyOf(coming) };

    /// <returns>Null for a key that this version cannot read.</returns>
    public static ComingOfAge? Read(TableEntity row) =>
        ComingOfAge.TryParse(row.PartitionKey, row.RowKey[Prefix.Length..], out var coming) ? coming : null;
}
