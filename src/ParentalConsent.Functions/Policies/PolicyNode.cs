using System.Text.Json;

namespace ParentalConsent.Functions.Policies;

/// <summary>A value in a policy file that knows where it stands, so that every problem names file and field.</summary>
internal sealed class PolicyNode(string file, string path, JsonElement value, List<string> problems)
{
    public IReadOnlyList<PolicyNode> Items(string name) => Field(name) is not { } list
        ? []
        : list.IsA(JsonValueKind.Array, "must be a list")
            ? [.. list.Json.EnumerateArray().Select((item, index) => new PolicyNode(file, $"{list.Path}[{index}]", item, problems))]
            : [];

    public string Path => path;

    public JsonElement Json => value;

    /// <summary>Whether it is an object with fields of these names only, each once.</summary>
    public bool IsObjectOf(params string[] names)
    {
        if (!IsA(JsonValueKind.Object, "must be an object"))
        {
            return false;
        }

        var seen = new HashSet<string>();
        foreach (var property in value.EnumerateObject())
        {
            if (!seen.Add(property.Name))
            {
                Child(property).Problem("is there twice");
            }
            else if (names.Length > 0 && !names.Contains(property.Name))
            {
                Child(property).Problem($"is not a field; there are {string.Join(", ", names)}");
            }
        }

        return true;
    }

    /// <summary>A field that must be there.</summary>
    public PolicyNode? Field(string name)
    {
        if (Optional(name) is { } field)
        {
            return field;
        }

        problems.Add($"{file}: {Join(name)} is missing");
        return null;
    }

    public PolicyNode? Optional(string name) =>
        value.ValueKind is JsonValueKind.Object && value.TryGetProperty(name, out var field)
            ? new PolicyNode(file, Join(name), field, problems)
            : null;

    public IReadOnlyList<PolicyNode> Fields() => [.. value.EnumerateObject().Select(Child)];

    /// <summary>Text of 1 to <paramref name="maximum"/> characters on one line; empty, and a problem, where it is not that.</summary>
    public string Text(int maximum)
    {
        var text = value.ValueKind is JsonValueKind.String ? value.GetString()! : "";
        if (text.Trim().Length == 0 || text.Length > maximum || text.Any(char.IsControl))
        {
            Problem($"must be text of 1 to {maximum} characters on one line");
            return "";
        }

        return text;
    }

    /// <summary>A whole number within the bounds; null, and a problem, where it is not that.</summary>
    public int? Number(int minimum, int maximum)
    {
        if (value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number) && number >= minimum && number <= maximum)
        {
            return number;
        }

        Problem($"must be a whole number from {minimum} to {maximum}");
        return null;
    }

    public bool Flag()
    {
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        Problem("must be true or false");
        return false;
    }

    public void Problem(string what) => problems.Add($"{file}: {path} {what}");

    private bool IsA(JsonValueKind kind, string otherwise)
    {
        if (value.ValueKind != kind)
        {
            Problem(otherwise);
        }

        return value.ValueKind == kind;
    }

    private PolicyNode Child(JsonProperty property) => new(file, Join(property.Name), property.Value, problems);

    private string Join(string name) => path.Length == 0 || path == Root ? name : $"{path}.{name}";

    /// <summary>What the whole file is called.</summary>
    public const string Root = "the file";
}
