using System.Globalization;
using System.Resources;

namespace ParentalConsent.Pages.Languages;

/// <summary>All words that guardians read, in one language.</summary>
public sealed class Texts
{
    private const string Fallback = "en";

    private static readonly string[] Languages = [Fallback];
    private static readonly ResourceManager Resources = new(typeof(Texts));

    private Texts(CultureInfo culture) => Culture = culture;

    public CultureInfo Culture { get; }

    /// <summary>For <c>lang</c> attributes.</summary>
    public string Language => Culture.TwoLetterISOLanguageName;

    /// <exception cref="MissingManifestResourceException">There is no such text.</exception>
    public string this[string key] =>
        Resources.GetString(key, Culture) ?? throw new MissingManifestResourceException($"There is no text '{key}'.");

    public string this[string key, params object[] values] => string.Format(Culture, this[key], values);

    /// <param name="locale">BCP 47 tag; English where null or a language that we do not write.</param>
    public static Texts For(string? locale)
    {
        var language = locale?.Split('-')[0].ToLowerInvariant();
        return new Texts(CultureInfo.GetCultureInfo(Languages.Contains(language) ? language! : Fallback));
    }

    /// <summary>One of the texts that policy gives by language.</summary>
    public string Of(IReadOnlyDictionary<string, string> byLanguage) =>
        byLanguage.TryGetValue(Language, out var text) || byLanguage.TryGetValue(Fallback, out text)
            ? text
            : byLanguage.Values.FirstOrDefault() ?? "";

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
}
