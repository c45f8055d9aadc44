namespace ParentalConsent.Pages.Languages;

/// <summary>What a request says about the language of its answer. Nothing, by default.</summary>
/// <param name="Chosen">By the reader on a page, and carried along by forms: a tag of <see cref="WrittenLanguage.All"/>.</param>
/// <param name="Accepted">The tag that the browser would rather have among those that we write, as it was sent.</param>
public readonly record struct LanguageWish(string? Chosen, string? Accepted)
{
    /// <summary>Of forms and queries.</summary>
    public const string Field = "language";

    /// <summary>What was chosen goes before the registration's locale, and that before what the browser says.</summary>
    /// <param name="locale">Of the registration: its region stays where only the language was chosen.</param>
    public Texts For(string? locale) => Chosen is null || WrittenLanguage.Find(locale)?.Tag == Chosen
        ? Texts.For(locale ?? Accepted)
        : Texts.For(Chosen);
}
