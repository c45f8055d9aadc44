namespace Azure.Data.Tables;

/// <summary>A row of a table. Types that implement it need a public parameterless constructor to be read back.</summary>
public interface ITableEntity
{
    string PartitionKey { get; set; }

    string RowKey { get; set; }

    /// <summary>Set by the service on each write; never sent.</summary>
    DateTimeOffset? Timestamp { get; set; }

    /// <summary>The version that was read. It is only compared when passed as <c>ifMatch</c>.</summary>
    ETag ETag { get; set; }
}
