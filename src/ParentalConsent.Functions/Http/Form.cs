namespace ParentalConsent.Functions.Http;

/// <summary>The fields of a submitted form.</summary>
public sealed class Form(IReadOnlyList<KeyValuePair<string, string>> fields)
{
    /// <summary>The field's value; null where the field is missing or sent more than once.</summary>
    public string? Value(string name) => Values(name) is [var value] ? value : null;

    /// <summary>All values of a field that may be sent several times, such as ticked boxes.</summary>
    public IReadOnlyList<string> Values(string name) =>
        [.. fields.Where(field => field.Key == name).Select(field => field.Value)];

    /// <summary>Names of fields sent more than once, less those that may be.</summary>
    public IReadOnlyList<string> Repeated(params string[] allowed) =>
        [.. fields.GroupBy(field => field.Key).Where(same => same.Count() > 1 && !allowed.Contains(same.Key)).Select(same => same.Key)];

    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(Form);
}
