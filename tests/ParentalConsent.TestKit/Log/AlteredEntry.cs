using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ParentalConsent.Core.DeletionLog;

namespace ParentalConsent.TestKit.Log;

/// <summary>An entry of the deletion log with one field that is not as it was written, and that reads as well as any.</summary>
/// <param name="Field">As the stored line names it.</param>
/// <param name="What">The field, and what was done to it.</param>
public sealed record AlteredEntry(string Field, string What, DeletionLogEntry Entry)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Each field and each fact: changed, removed where it may be missing, added where it is.</summary>
    public static IEnumerable<AlteredEntry> AllOf(DeletionLogEntry entry) =>
        from field in typeof(LogEntryLine).GetProperties()
        let name = JsonNamingPolicy.CamelCase.ConvertName(field.Name)
        from other in Others(field, LineOf(entry)[name])
        select new AlteredEntry(name, $"{name} {other.What}", Read(entry, name, other.Value));

    /// <summary>With the hash that an entry of these contents has.</summary>
    public static DeletionLogEntry Rehash(DeletionLogEntry entry) => entry with { Hash = DeletionChain.HashOf(entry) };

    private static JsonObject LineOf(DeletionLogEntry entry) => JsonNode.Parse(LogEntryJson.Write(entry))!.AsObject();

    private static DeletionLogEntry Read(DeletionLogEntry entry, string name, JsonNode? value)
    {
        var line = LineOf(entry);
        line[name] = value;
        return LogEntryJson.Entry(line.Deserialize<LogEntryLine>(Json)!);
    }

    private static IEnumerable<(string What, JsonNode? Value)> Others(PropertyInfo field, JsonNode? now)
    {
        if (field.PropertyType == typeof(IReadOnlyDictionary<string, string>))
        {
            return Facts(now?.AsObject() ?? []);
        }

        var other = Other(Nullable.GetUnderlyingType(field.PropertyType) ?? field.PropertyType, now);
        return now is null || field.IsDefined(typeof(RequiredMemberAttribute))
            ? [(now is null ? "added" : "changed", other)]
            : [("changed", other), ("removed", null)];
    }

    private static IEnumerable<(string What, JsonNode? Value)> Facts(JsonObject now) =>
    [
        ("added", With(now, facts => facts["more"] = "1")),
        .. now.Select(fact => ($"{fact.Key} changed", With(now, facts => facts[fact.Key] = Other(typeof(string), fact.Value)))),
        .. now.Select(fact => ($"{fact.Key} removed", With(now, facts => facts.Remove(fact.Key)))),
        .. now.Select(fact => ($"{fact.Key} renamed", With(now, facts =>
        {
            facts.Remove(fact.Key);
            facts[$"{fact.Key}x"] = fact.Value!.DeepClone();
        }))),
    ];

    private static JsonObject With(JsonObject facts, Action<JsonObject> change)
    {
        var changed = facts.DeepClone().AsObject();
        change(changed);
        return changed;
    }

    private static JsonNode Other(Type type, JsonNode? now) => type switch
    {
        _ when type == typeof(int) || type == typeof(long) => now!.GetValue<long>() + 1,
        _ when type == typeof(DateTimeOffset) => (now?.GetValue<DateTimeOffset>() ?? DateTimeOffset.UnixEpoch).AddTicks(1),
        { IsEnum: true } => Enum.GetNames(type).Last(name => name != now?.GetValue<string>()),
        _ => now?.GetValue<string>() is [.. var start, var last] ? $"{start}{(last == '0' ? '1' : '0')}" : "0123abcd",
    };
}
