using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace ParentalConsent.Storage.Registrations;

/// <summary>Table <c>registrations</c>, rows <c>data-NN</c>: held data in parts that fit a column, sealed with the registration's key.</summary>
internal sealed record DataRow : ITableEntity
{
    public const string Prefix = "data-";

    /// <summary>The character after the prefix's last: all its rows sort before.</summary>
    public const string End = "data.";

    /// <summary>A binary column takes 64 KiB; sealing adds 28 bytes.</summary>
    private const int PartSize = 60 * 1024;

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Schema { get; set; } = 1;

    public string Attempt { get; set; } = "";

    public byte[] Sealed { get; set; } = [];

    public static int PartsOf(int length) => Math.Max(1, (length + PartSize - 1) / PartSize);

    public static string KeyOf(int part) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{part:D2}");

    public static IEnumerable<DataRow> Seal(RegistrationRow row, DataKey key, ReadOnlyMemory<byte> data) =>
        Enumerable.Range(0, row.DataParts).Select(part => new DataRow
        {
            PartitionKey = row.PartitionKey,
            RowKey = KeyOf(part),
            Attempt = row.Attempt,
            Sealed = key.Seal(row, PartName(row, part), data.Span[(part * PartSize)..Math.Min(data.Length, (part + 1) * PartSize)]),
        });

    /// <param name="parts">All of them, in order.</param>
    /// <exception cref="SealException">One was changed.</exception>
    public static byte[] Open(RegistrationRow row, DataKey key, IReadOnlyList<DataRow> parts) =>
        [.. parts.SelectMany((part, number) => key.Open(row, PartName(row, number), part.Sealed))];

    private static string PartName(RegistrationRow row, int part) => $"{KeyOf(part)} of {row.DataParts}";
}
