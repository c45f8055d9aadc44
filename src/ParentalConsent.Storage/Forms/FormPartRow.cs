using System.Globalization;
using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Forms;

namespace ParentalConsent.Storage.Forms;

/// <summary>Table <c>forms</c>, partition registration id, row key <c>attempt-upload-NNN</c>: a part of the picture of a signed form.</summary>
internal sealed record FormPartRow : ITableEntity
{
    /// <summary>A binary column takes 64 KiB; sealing adds 28 bytes.</summary>
    private const int PartSize = 60 * 1024;

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Schema { get; set; } = 1;

    public string Kind { get; set; } = "";

    public int Parts { get; set; }

    public byte[] Sealed { get; set; } = [];

    public static string Prefix(FormLine line) => $"{line.Attempt}-{line.Upload}-";

    /// <summary>The character after the prefix's last: all rows of the line sort before.</summary>
    public static string End(FormLine line) => $"{line.Attempt}-{line.Upload}.";

    /// <param name="seal">Takes the name of a part and its bytes.</param>
    public static IEnumerable<FormPartRow> Seal(FormLine line, FormPicture picture, Func<string, ReadOnlyMemory<byte>, byte[]> seal)
    {
        var parts = Math.Max(1, (picture.Bytes.Length + PartSize - 1) / PartSize);
        for (var part = 0; part < parts; part++)
        {
            var row = new FormPartRow
            {
                PartitionKey = line.RegistrationId,
                RowKey = string.Create(CultureInfo.InvariantCulture, $"{Prefix(line)}{part:D3}"),
                Kind = picture.Kind.ToString(),
                Parts = parts,
            };
            var bytes = picture.Bytes[(part * PartSize)..Math.Min(picture.Bytes.Length, (part + 1) * PartSize)];
            yield return row with { Sealed = seal(row.PartName(), bytes) };
        }
    }

    /// <summary>Binds a part to its place, so that parts cannot be exchanged, left out or called another kind.</summary>
    public string PartName() => $"form {RowKey} of {Parts} as {Kind}";
}
