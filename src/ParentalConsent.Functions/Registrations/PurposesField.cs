using System.Text.Json;
using ParentalConsent.Core.Policies;
using ParentalConsent.Functions.Json;

namespace ParentalConsent.Functions.Registrations;

/// <summary>The field <c>purposes</c> of a request: ids of the client's purposes, each once.</summary>
internal static class PurposesField
{
    public const string Name = "purposes";

    /// <returns>Null where it is not there, or no list.</returns>
    public static IReadOnlySet<string>? Read(JsonFields fields, ClientPolicy client)
    {
        if (fields.Value(Name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind is not JsonValueKind.Array)
        {
            fields.Add(Name, "wrongType", "Must be a list of purpose ids.");
            return null;
        }

        var asked = new HashSet<string>();
        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            var id = item.ValueKind is JsonValueKind.String ? item.GetString()! : null;
            if (id is null)
            {
                fields.Add($"{Name}[{index}]", "wrongType", "Must be a string.");
            }
            else if (!client.Purposes.Contains(id))
            {
                fields.Add($"{Name}[{index}]", "unknownPurpose", "This client has no such purpose.");
            }
            else if (!asked.Add(id))
            {
                fields.Add($"{Name}[{index}]", "duplicate", "The purpose is there more than once.");
            }
        }

        return asked;
    }
}
