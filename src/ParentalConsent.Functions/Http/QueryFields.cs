using Microsoft.Azure.Functions.Worker.Http;

namespace ParentalConsent.Functions.Http;

/// <summary>
/// Takes a query apart and collects everything that is wrong with it. A name that is not known is an error: left out in
/// silence, a mistyped filter would answer another question than the one asked.
/// </summary>
public sealed class QueryFields
{
    private readonly HttpRequestData request;
    private readonly List<FieldError> errors = [];

    /// <param name="names">The names there are.</param>
    public QueryFields(HttpRequestData request, params string[] names)
    {
        this.request = request;
        if (request.Query.AllKeys.Any(key => key is null || !names.Contains(key)))
        {
            Add("query", "unknownField", $"There is a name other than {string.Join(", ", names)}.");
        }
    }

    public IReadOnlyList<FieldError> Errors => errors;

    public void Add(string field, string code, string message) => errors.Add(new FieldError(field, code, message));

    /// <summary>The value; null where it is missing or empty, or there more than once, which is an error.</summary>
    public string? Text(string name)
    {
        var values = request.Query.GetValues(name) ?? [];
        if (values.Length > 1)
        {
            Add(name, "duplicateField", "The name is there more than once.");
        }

        return values is [{ Length: > 0 } value] ? value : null;
    }
}
