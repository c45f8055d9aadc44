using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Azure.Data.Tables.Entities;

/// <summary>Writes an entity as the JSON that the service stores. What has no value is left out, since the service stores no nulls.</summary>
internal static class EntityWriter
{
    public static ReadOnlyMemory<byte> Write(ITableEntity entity)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (entity is IDictionary<string, object> values)
            {
                foreach (var (name, value) in values.Where(pair => pair.Key is not (ODataNames.ETag or nameof(ITableEntity.Timestamp))))
                {
                    Write(json, name, value is Enum ? throw EnumInDictionary() : value);
                }
            }
            else
            {
                foreach (var property in EntityShape.Of(entity.GetType()))
                {
                    if (property.CanRead && property.Name is not (nameof(ITableEntity.ETag) or nameof(ITableEntity.Timestamp)))
                    {
                        Write(json, property.Name, property.Get(entity));
                    }
                }
            }

            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, string name, object value)
    {
        switch (value)
        {
            case null:
                break;
            case string text:
                json.WriteString(name, text);
                break;
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case Enum constant:
                json.WriteString(name, constant.ToString());
                break;
            case double number:
                WriteType(json, name, ODataNames.Double);
                json.WriteNumber(name, number);
                break;
            case long number:
                WriteTyped(json, name, ODataNames.Int64, number.ToString(CultureInfo.InvariantCulture));
                break;
            case ulong number:
                WriteTyped(json, name, ODataNames.Int64, number.ToString(CultureInfo.InvariantCulture));
                break;
            case Guid guid:
                WriteTyped(json, name, ODataNames.Guid, guid.ToString());
                break;
            case DateTimeOffset instant:
                WriteInstant(json, name, instant);
                break;
            case DateTime instant:
                WriteInstant(json, name, instant.Kind == DateTimeKind.Utc ? instant : throw NotUtc(instant));
                break;
            case byte[] bytes:
                WriteType(json, name, ODataNames.Binary);
                json.WriteBase64String(name, bytes);
                break;
            case BinaryData bytes:
                WriteType(json, name, ODataNames.Binary);
                json.WriteBase64String(name, bytes.ToMemory().Span);
                break;
            default:
                throw new NotSupportedException($"Property '{name}' has the type {value.GetType()}, which a table cannot store.");
        }
    }

    private static void WriteInstant(Utf8JsonWriter json, string name, DateTimeOffset instant) =>
        WriteTyped(json, name, ODataNames.DateTime, instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));

    private static void WriteTyped(Utf8JsonWriter json, string name, string type, string value)
    {
        WriteType(json, name, type);
        json.WriteString(name, value);
    }

    private static void WriteType(Utf8JsonWriter json, string name, string type) =>
        json.WriteString(name + ODataNames.TypeSuffix, type);

    private static NotSupportedException EnumInDictionary() =>
        new("Enum values are only supported for custom model types implementing ITableEntity.");

    private static NotSupportedException NotUtc(DateTime instant) =>
        new($"A DateTime must be in UTC to be stored; this one is {instant.Kind}.");
}
