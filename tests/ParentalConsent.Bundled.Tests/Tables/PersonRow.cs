using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;

namespace ParentalConsent.Bundled.Tests.Tables;

internal enum Mood
{
    Calm,
    Glad,
}

internal sealed class PersonRow : ITableEntity
{
    public string PartitionKey { get; set; } = string.Empty;

    public string RowKey { get; set; } = string.Empty;

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string? Text { get; set; }

    public int Number { get; set; }

    public int? MaybeNumber { get; set; }

    public long Large { get; set; }

    public long? MaybeLarge { get; set; }

    public bool Flag { get; set; }

    public double Ratio { get; set; }

    public double? MaybeRatio { get; set; }

    public DateTimeOffset? Due { get; set; }

    public DateTime? Seen { get; set; }

    public Guid? Id { get; set; }

    public byte[]? Bytes { get; set; }

    public BinaryData? Data { get; set; }

    public Mood Mood { get; set; }

    public Mood? MaybeMood { get; set; }

    [DataMember(Name = "stored_name")]
    public string? Renamed { get; set; }

    [IgnoreDataMember]
    public string? Ignored { get; set; }

    public string Computed => $"{PartitionKey}/{RowKey}";
}
