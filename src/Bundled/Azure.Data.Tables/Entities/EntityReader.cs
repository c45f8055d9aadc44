using System.Globalization;
using System.Text.Json;

namespace Azure.Data.Tables.Entities;

/// <summary>Reads an entity from the service's JSON with minimal metadata.</summary>
internal static class EntityReader
{
    public static T Read<T>(Response response)
        where T : class, ITableEntity
    {
        using var document = JsonDocument.Parse(response.Content);
        return Read<T>(document.RootElement);
    }

    public static List<T> ReadPage<T>(Response response)
        where T : class, ITableEntity
    {
        using var document = JsonDocument.Parse(response.Content);
        return [.. document.RootElement.GetProperty("value").EnumerateArray().Select(Read<T>)];
    }

    private static T Read<T>(JsonElement json)
        where T : class, ITableEntity
    {
        var entity = Activator.CreateInstance<T>();
        if (entity is IDictionary<string, object> values)
        {
            Fill(values, json);
            return entity;
        }

        foreach (var property in EntityShape.Of(typeof(T)))
        {
            var stored = property.Name == nameof(ITableEntity.ETag) ? ODataNames.ETag : property.Name;
            if (property.CanWrite && json.TryGetProperty(stored, out var value)
                && TryConvert(value, property.Type, out var converted))
            {
                property.Set(entity, converted);
            }
        }

        return entity;
    }

    private static void Fill(IDictionary<string, object> values, JsonElement json)
    {
        foreach (var property in json.EnumerateObject())
        {
            if (property.Name != ODataNames.Metadata && !property.Name.EndsWith(ODataNames.TypeSuffix, StringComparison.Ordinal))
            {
                values[property.Name] = ValueOf(property, json);
            }
        }
    }

    private static object ValueOf(JsonProperty property, JsonElement entity)
    {
        if (property.Name == nameof(ITableEntity.Timestamp))
        {
            return InstantOf(property.Value);
        }

        if (!entity.TryGetProperty(property.Name + ODataNames.TypeSuffix, out var type))
        {
            return PlainValueOf(property.Value);
        }

        return type.GetString() switch
        {
            ODataNames.Binary => property.Value.GetBytesFromBase64(),
            ODataNames.DateTime => InstantOf(property.Value),
            ODataNames.Double => DoubleOf(property.Value),
            ODataNames.Guid => property.Value.GetGuid(),
            ODataNames.Int64 => long.Parse(property.Value.GetString(), CultureInfo.InvariantCulture),
            "Edm.String" or "Edm.Int32" or "Edm.Boolean" => PlainValueOf(property.Value),
            var unknown => throw new NotSupportedException($"Property '{property.Name}' has the unknown type {unknown}."),
        };
    }

    private static object PlainValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when value.TryGetInt32(out var number) => number,
        JsonValueKind.Number when value.TryGetInt64(out var number) => number,
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.Null => null,
        var kind => throw new NotSupportedException($"The service sent a value of kind {kind}."),
    };

    /// <summary>A value of another type than the property's throws, since a silent default would be written back later.</summary>
    private static bool TryConvert(JsonElement value, Type declared, out object converted)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (value.ValueKind == JsonValueKind.Null)
        {
            converted = null;
            return declared != type || !declared.IsValueType;
        }

        converted = type switch
        {
            _ when type == typeof(string) => value.ValueKind == JsonValueKind.String ? value.GetString() : null,
            _ when type == typeof(bool) => value.GetBoolean(),
            _ when type == typeof(int) => value.GetInt32(),
            _ when type == typeof(long) => long.Parse(value.GetString(), CultureInfo.InvariantCulture),
            _ when type == typeof(double) => DoubleOf(value),
            _ when type == typeof(Guid) => value.GetGuid(),
            _ when type == typeof(DateTimeOffset) => InstantOf(value),
            _ when type == typeof(DateTime) => InstantOf(value).UtcDateTime,
            _ when type == typeof(byte[]) => value.GetBytesFromBase64(),
            _ when type == typeof(BinaryData) => BinaryData.FromBytes(value.GetBytesFromBase64()),
            _ when type == typeof(ETag) => new ETag(value.GetString()),
            { IsEnum: true } => Enum.Parse(type, value.GetString()),
            _ => null,
        };
        return converted is not null || !declared.IsValueType;
    }

    private static double DoubleOf(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? double.Parse(value.GetString(), CultureInfo.InvariantCulture)
        : value.GetDouble();

    private static DateTimeOffset InstantOf(JsonElement value) =>
        DateTimeOffset.Parse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
