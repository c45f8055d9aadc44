namespace ParentalConsent.Functions.Http;

public static class FieldErrors
{
    /// <summary>For pages, a line each.</summary>
    public static IReadOnlyList<string> InWords(this IReadOnlyList<FieldError> errors) =>
        [.. errors.Select(error => $"{error.Field}: {error.Message}")];
}
