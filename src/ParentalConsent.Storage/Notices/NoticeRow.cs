using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Notices;

namespace ParentalConsent.Storage.Notices;

/// <summary>Table <c>notices</c>: partition the notice's hash, row key <c>notice</c>. Never changed once it is there.</summary>
internal sealed record NoticeRow : ITableEntity
{
    public const string Key = "notice";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = Key;

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Schema { get; set; } = 1;

    public string Version { get; set; } = "";

    public string Language { get; set; } = "";

    /// <summary>At most <see cref="DirectNotice.MaximumBytes"/>; a cell holds 64 KiB.</summary>
    public byte[] Text { get; set; } = [];

    public static NoticeRow From(DirectNotice notice) => new()
    {
        PartitionKey = notice.Hash,
        Version = notice.Version,
        Language = notice.Language,
        Text = notice.Bytes.ToArray(),
    };
}
