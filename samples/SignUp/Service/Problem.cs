using System.Text.Json;

namespace SignUp.Service;

/// <summary>A refusal by the service (<c>application/problem+json</c>), which lists every invalid field.</summary>
internal sealed record Problem(string? Code, JsonElement Errors)
{
    public IEnumerable<string> Fields => Errors.ValueKind switch
    {
        JsonValueKind.Object => Errors.EnumerateObject().Select(error => error.Name),
        JsonValueKind.Array => Errors.EnumerateArray().Select(error => error.GetProperty("field").GetString()!),
        _ => [],
    };
}
