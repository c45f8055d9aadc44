namespace ParentalConsent.Functions.Registrations;

/// <summary>The client's own id of a subject. It stands in paths, so characters that paths treat in special ways are left out.</summary>
public static class SubjectId
{
    public const int MaxLength = 128;

    public static bool LooksLikeEmail(string text) => text.Contains('@');

    public static bool IsValid(string text) =>
        text.Length is > 0 and <= MaxLength
        && text is not ("." or "..")
        && text.Trim().Length == text.Length
        && text.IndexOfAny(['/', '\\', '%', '?', '#']) < 0
        && ShownText.IsPlain(text);
}
