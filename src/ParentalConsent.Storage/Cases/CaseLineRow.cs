using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Cases;

namespace ParentalConsent.Storage.Cases;

/// <summary>Table <c>cases</c>, partition <see cref="CaseLine.Partition"/>, row key the line as text.</summary>
internal sealed record CaseLineRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Schema { get; set; } = 1;

    public DateTimeOffset Due { get; set; }

    /// <summary>The case does not end by itself any more.</summary>
    public bool NeedsPerson { get; set; }

    public static CaseLineRow From(DeletionCase written) => new()
    {
        PartitionKey = written.Line.Partition,
        RowKey = written.Line.ToString(),
        Due = written.Line.Due,
        NeedsPerson = written.NeedsPerson,
    };
}
