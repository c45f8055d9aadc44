using Azure.Data.Tables.Entities;

namespace Azure.Data.Tables;

/// <summary>An entity whose properties are decided at run time. Reading one as another type than it has throws.</summary>
public sealed partial class TableEntity : ITableEntity
{
    private readonly IDictionary<string, object> properties;

    public TableEntity()
        : this(null)
    {
    }

    public TableEntity(string partitionKey, string rowKey)
        : this(null)
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    /// <param name="values">Copied; may be null.</param>
    public TableEntity(IDictionary<string, object> values) =>
        properties = values is null ? new Dictionary<string, object>() : new Dictionary<string, object>(values);

    public string PartitionKey
    {
        get => GetString(nameof(PartitionKey));
        set => properties[nameof(PartitionKey)] = value;
    }

    public string RowKey
    {
        get => GetString(nameof(RowKey));
        set => properties[nameof(RowKey)] = value;
    }

    public DateTimeOffset? Timestamp
    {
        get => Get<DateTimeOffset?>(nameof(Timestamp));
        set => properties[nameof(Timestamp)] = value;
    }

    /// <summary>Kept among the properties as <c>odata.etag</c>.</summary>
    public ETag ETag
    {
        get => new(GetString(ODataNames.ETag));
        set => properties[ODataNames.ETag] = value.ToString();
    }

    public string GetString(string key) => Get<string>(key);

    public bool? GetBoolean(string key) => Get<bool?>(key);

    public int? GetInt32(string key) => Get<int?>(key);

    public long? GetInt64(string key) => Get<long?>(key);

    public double? GetDouble(string key) => Get<double?>(key);

    public Guid? GetGuid(string key) => Get<Guid?>(key);

    public DateTimeOffset? GetDateTimeOffset(string key) => Get<DateTimeOffset?>(key);

    /// <summary>In UTC.</summary>
    public DateTime? GetDateTime(string key) => Find(key) switch
    {
        null => null,
        DateTime instant => instant,
        DateTimeOffset instant => instant.UtcDateTime,
        var other => throw WrongType(typeof(DateTime), other),
    };

    public byte[] GetBinary(string key) => Find(key) switch
    {
        null => null,
        byte[] bytes => bytes,
        BinaryData bytes => bytes.ToArray(),
        var other => throw WrongType(typeof(byte[]), other),
    };

    public BinaryData GetBinaryData(string key) => Find(key) switch
    {
        null => null,
        byte[] bytes => BinaryData.FromBytes(bytes),
        BinaryData bytes => bytes,
        var other => throw WrongType(typeof(BinaryData), other),
    };

    private T Get<T>(string key) => Find(key) switch
    {
        null => default,
        T value => value,
        var other => throw WrongType(typeof(T), other),
    };

    private object Find(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return properties.TryGetValue(key, out var value) ? value : null;
    }

    /// <summary>A property keeps its type once it has one; only an int may become wider.</summary>
    private void Set(string key, object value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        properties[key] = value is null || !properties.TryGetValue(key, out var old) || old is null
            ? value
            : Fit(old, value);
    }

    private static object Fit(object old, object value) => (old, value) switch
    {
        _ when old.GetType().IsInstanceOfType(value) => value,
        (int, double or long) => value,
        (double, int number) => (double)number,
        (long, int number) => (long)number,
        (DateTime, DateTimeOffset) or (DateTimeOffset, DateTime) => value,
        _ => throw new InvalidOperationException($"A property of type {old.GetType()} cannot become a {value.GetType()}."),
    };

    private static InvalidOperationException WrongType(Type wanted, object value) =>
        new($"Cannot return {wanted} type for a {value.GetType()} typed property.");
}
