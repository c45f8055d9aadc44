namespace ParentalConsent.Core.Notices;

/// <summary>Which form of a word goes with a whole number (Unicode CLDR, cardinal plural rules).</summary>
public static class PluralForms
{
    /// <summary>The form that each language has.</summary>
    public const string Other = "other";

    public static IReadOnlyList<string> Names { get; } = ["zero", "one", "two", "few", "many", Other];

    /// <param name="language">BCP 47; a language that is not known here counts like English.</param>
    /// <param name="number">0 to 99.</param>
    public static string For(string language, int number)
    {
        ArgumentNullException.ThrowIfNull(language);
        return (language.Split('-')[0].ToLowerInvariant(), number) switch
        {
            ("zh" or "ja" or "ko", _) => Other,
            ("fr" or "pt" or "hi", 0 or 1) => "one",
            ("pl", 1) => "one",
            ("pl", _) => number % 10 is >= 2 and <= 4 && number % 100 is < 12 or > 14 ? "few" : "many",
            ("ar", 0) => "zero",
            ("ar", 1) => "one",
            ("ar", 2) => "two",
            ("ar", >= 3 and <= 10) => "few",
            ("ar", >= 11 and <= 99) => "many",
            (_, 1) => "one",
            _ => Other,
        };
    }
}
