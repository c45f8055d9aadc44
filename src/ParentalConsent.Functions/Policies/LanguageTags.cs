using System.Text.RegularExpressions;

namespace ParentalConsent.Functions.Policies;

/// <summary>BCP 47 tags as policy files use them.</summary>
internal static partial class LanguageTags
{
    public static bool IsTag(string text) => Pattern().IsMatch(text);

    [GeneratedRegex("^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\\z")]
    private static partial Regex Pattern();
}
