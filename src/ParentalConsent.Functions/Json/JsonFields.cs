using System.Text.Json;
using System.Text.RegularExpressions;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Json;

/// <summary>Takes the fields of a JSON object apart and collects everything that is wrong with them.</summary>
public sealed partial class JsonFields
{
    private readonly Dictionary<string, JsonElement> fields = new(StringComparer.Ordinal);
    private readonly List<FieldError> errors = [];

    /// <param name="names">The fields there are; any other is an error.</param>
    public JsonFields(JsonElement root, params string[] names)
    {
        foreach (var property in root.EnumerateObject())
        {
            if (!names.Contains(property.Name))
            {
                Add(Shown(property.Name), "unknownField", "There is no such field.");
            }
            else if (!fields.TryAdd(property.Name, property.Value))
            {
                Add(property.Name, "duplicateField", "The field is there more than once.");
            }
        }
    }

    public IReadOnlyList<FieldError> Errors => errors;

    /// <summary>Whether the field is there, be it null.</summary>
    public bool Has(string name) => fields.ContainsKey(name);

    public bool HasErrorOf(string name) => errors.Exists(error => error.Field == name);

    public void Add(string field, string code, string message) => errors.Add(new FieldError(field, code, message));

    /// <summary>The field's value; null where it is missing or null.</summary>
    public JsonElement? Value(string name) =>
        fields.TryGetValue(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    /// <summary>The field's text; null where it is missing or null, or no text, which is an error.</summary>
    public string? Text(string name)
    {
        if (Value(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.String)
        {
            return value.GetString();
        }

        Add(name, "wrongType", "Must be a string.");
        return null;
    }

    /// <summary>A name as an error may repeat it: names that are none of ours could be anything.</summary>
    private static string Shown(string name) => PlainName().IsMatch(name) ? name : "(unreadable name)";

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]{0,39}$")]
    private static partial Regex PlainName();
}
