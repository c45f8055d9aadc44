using System.Text.Json;

namespace ParentalConsent.Functions.Json;

public static class DuplicateNames
{
    /// <summary>Whether any object in the value, at any level, has a name twice: what it means would depend on who reads it.</summary>
    /// <remarks>The depth of a body is limited, so recursion is too.</remarks>
    public static bool In(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => InObject(value),
        JsonValueKind.Array => value.EnumerateArray().Any(In),
        _ => false,
    };

    private static bool InObject(JsonElement value)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        return value.EnumerateObject().Any(property => !names.Add(property.Name) || In(property.Value));
    }
}
