namespace ParentalConsent.Core.Policies;

/// <summary>Languages by BCP 47 tag.</summary>
public static class Locales
{
    /// <summary>Stands in wherever a text lacks the language that was asked for.</summary>
    public const string Fallback = "en";

    /// <summary>The offered language that fits best: the same tag, or the same language, or English.</summary>
    public static string Best(IEnumerable<string> offered, string? wanted)
    {
        var tags = offered.ToArray();
        return tags.FirstOrDefault(tag => string.Equals(tag, wanted, StringComparison.OrdinalIgnoreCase))
            ?? tags.FirstOrDefault(tag => wanted is not null && Language(tag) == Language(wanted))
            ?? Fallback;
    }

    private static string Language(string tag) => tag.Split('-')[0].ToLowerInvariant();
}
