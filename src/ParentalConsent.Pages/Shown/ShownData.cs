using System.Text.Json;

namespace ParentalConsent.Pages.Shown;

/// <summary>Held data as a list that a person can read.</summary>
public static class ShownData
{
    /// <summary>Each value with the names that lead to it, in the order they stand.</summary>
    /// <param name="json">Null where there is none.</param>
    public static IReadOnlyList<(string Name, string Value)> Of(ReadOnlyMemory<byte>? json)
    {
        if (json is not { } bytes)
        {
            return [];
        }

        using var document = JsonDocument.Parse(bytes);
        return [.. Lines("", document.RootElement)];
    }

    private static IEnumerable<(string Name, string Value)> Lines(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(field => Lines(Join(name, ShownName.Visible(field.Name)), field.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany((item, index) =>
            Lines(Join(name, (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)), item)),
        JsonValueKind.String => [(name, ShownName.Visible(value.GetString()))],
        _ => [(name, value.GetRawText())],
    };

    private static string Join(string before, string name) => before.Length == 0 ? name : $"{before} · {name}";
}
