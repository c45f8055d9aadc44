using System.Globalization;
using System.Resources;

namespace ParentalConsent.Pages.Languages;

/// <summary>All words that guardians read, in one language.</summary>
public sealed class Texts
{
    private static readonly ResourceManager Resources = new(typeof(Texts));

    private readonly WrittenLanguage written;

    private Texts(WrittenLanguage written, CultureInfo culture) => (this.written, Culture) = (written, culture);

    /// <summary>The language as its region writes dates and numbers. Digits are 0 to 9 in all of them.</summary>
    public CultureInfo Culture { get; }

    /// <summary>For <c>lang</c> attributes.</summary>
    public string Language => written.Tag;

    /// <summary>For <c>dir</c> attributes.</summary>
    public string Direction => written.Direction;

    /// <exception cref="MissingManifestResourceException">There is no such text.</exception>
    public string this[string key] =>
        Resources.GetString(key, Culture) ?? throw new MissingManifestResourceException($"There is no text '{key}'.");

    /// <param name="values">Names and other words are isolated where they could turn the text around; numbers and addresses stay as they are.</param>
    public string this[string key, params object[] values] =>
        string.Format(Culture, this[key], [.. values.Select(value => value is string words ? Isolated.In(written.RightToLeft, words) : value)]);

    /// <param name="locale">BCP 47 tag; English where null or a language that we do not write.</param>
    public static Texts For(string? locale)
    {
        var written = WrittenLanguage.Find(locale);
        return written is null ? new Texts(WrittenLanguage.English, WrittenLanguage.English.In(null)) : new Texts(written, written.In(locale));
    }

    /// <summary>One of the texts that policy gives by language: the reader's, or English.</summary>
    public string Of(IReadOnlyDictionary<string, string> byLanguage) => Choose(byLanguage).Value ?? "";

    /// <summary>The language of that text, for a <c>lang</c> attribute; null where it is the reader's.</summary>
    public string? LanguageOf(IReadOnlyDictionary<string, string> byLanguage) =>
        Choose(byLanguage).Key is { } language && WrittenLanguage.Find(language) != written ? language : null;

    /// <summary>Date and time written out, with UTC named.</summary>
    public string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString(this["Format.Moment"], Culture);

    /// <summary>A span in whole days, or hours where it is short; rounded down.</summary>
    public string Span(TimeSpan span) => span switch
    {
        { TotalDays: >= 2 } => this["Span.Days", (int)span.TotalDays],
        { TotalHours: >= 2 } => this["Span.Hours", (int)span.TotalHours],
        { TotalMinutes: >= 2 } => this["Span.Minutes", (int)span.TotalMinutes],
        _ => this["Span.Moments"],
    };

    private KeyValuePair<string, string> Choose(IReadOnlyDictionary<string, string> byLanguage) =>
        new[] { Culture.Name, Language, WrittenLanguage.English.Tag }
            .Where(byLanguage.ContainsKey)
            .Select(language => KeyValuePair.Create(language, byLanguage[language]))
            .Concat(byLanguage)
            .FirstOrDefault();
}
