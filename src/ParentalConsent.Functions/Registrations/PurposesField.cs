using System.Text.Json;
using ParentalConsent.Core.Policies;
using ParentalConsent.Functions.Http;
using ParentalConsent.Functions.Json;

namespace ParentalConsent.Functions.Registrations;

/// <summary>The field <c>purposes</c> of a request: ids of the client's purposes, each once.</summary>
internal static class PurposesField
{
    public const string Name = "purposes";

    public static FieldError Required { get; } = new(Name, "required", "Name the purposes that guardians are to be asked about.");

    /// <summary>The ids as they were sent, each once. Each that is wrong is named.</summary>
    /// <returns>Null where the field is not there, or no list.</returns>
    public static IReadOnlyList<string>? Read(JsonFields fields, ClientPolicy client)
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

        var asked = new List<string>();
        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            var id = item.ValueKind is JsonValueKind.String ? item.GetString()! : null;
            if (id is null)
            {
                fields.Add(At(index), "wrongType", "Must be a string.");
            }
            else if (!client.Purposes.Contains(id))
            {
                fields.Add(At(index), "unknownPurpose", "This client has no such purpose.");
            }
            else if (asked.Contains(id))
            {
                fields.Add(At(index), "duplicate", "The purpose is there more than once.");
            }
            else
            {
                asked.Add(id);
            }
        }

        return asked;
    }

    /// <param name="asked">As they were sent.</param>
    /// <param name="granted">Those of them that a guardian allowed before.</param>
    public static IReadOnlyList<FieldError> AlreadyGranted(IReadOnlyList<string> asked, IReadOnlyList<string> granted) =>
    [
        .. asked.Index()
            .Where(purpose => granted.Contains(purpose.Item))
            .Select(purpose => new FieldError(At(purpose.Index), "alreadyGranted", "A guardian allowed this purpose already.")),
    ];

    private static string At(int index) => $"{Name}[{index}]";
}
