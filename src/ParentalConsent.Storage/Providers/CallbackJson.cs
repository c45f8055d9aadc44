using System.Text.Json;

namespace ParentalConsent.Storage.Providers;

/// <summary>Bodies of callbacks, read only once they are found to be signed.</summary>
internal static class CallbackJson
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <returns>Null where it is no JSON object in UTF-8, or one that has a name twice.</returns>
    public static JsonElement? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root ? root.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static JsonElement? Object(this JsonElement? parent, string name) =>
        parent is { } value && value.TryGetProperty(name, out var child) && child.ValueKind is JsonValueKind.Object ? child : null;

    /// <returns>Null where it is missing, or no text, or text with half a character.</returns>
    public static string? Text(this JsonElement? parent, string name)
    {
        try
        {
            return parent is { } value && value.TryGetProperty(name, out var child) && child.ValueKind is JsonValueKind.String ? child.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static bool? Flag(this JsonElement? parent, string name) =>
        parent is { } value && value.TryGetProperty(name, out var child) && child.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? child.ValueKind is JsonValueKind.True
            : null;

    public static int? Seconds(this JsonElement? parent, string name) =>
        parent is { } value && value.TryGetProperty(name, out var child) && child.ValueKind is JsonValueKind.Number && child.TryGetInt32(out var seconds)
            ? seconds
            : null;
}
