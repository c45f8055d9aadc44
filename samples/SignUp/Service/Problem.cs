namespace SignUp.Service;

/// <summary>A refusal by the service (<c>application/problem+json</c>), which lists every invalid field.</summary>
internal sealed record Problem(string Code, IReadOnlyList<FieldError>? Errors);

internal sealed record FieldError(string Field, string Code);
