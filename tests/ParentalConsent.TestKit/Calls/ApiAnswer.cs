using System.Net;
using System.Text.Json;

namespace ParentalConsent.TestKit.Calls;

/// <param name="Json">Undefined where the answer had no JSON body.</param>
public sealed record ApiAnswer(HttpStatusCode Status, JsonElement Json, string Body)
{
    /// <summary>A field of the answer as text; null where it is missing or null.</summary>
    public string? this[string name] =>
        Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value.ToString()
            : null;
}
