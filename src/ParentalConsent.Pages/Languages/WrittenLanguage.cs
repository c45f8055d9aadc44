using System.Collections.Frozen;
using System.Globalization;

namespace ParentalConsent.Pages.Languages;

/// <summary>A language that guardians are written to in.</summary>
/// <param name="Tag">BCP 47, for <c>lang</c> attributes and forms.</param>
/// <param name="OwnName">As its readers call it.</param>
public sealed record WrittenLanguage(string Tag, string OwnName, bool RightToLeft = false)
{
    public static WrittenLanguage English { get; } = new("en", "English");

    /// <summary>In the order of menus: by their own names, scripts apart.</summary>
    public static IReadOnlyList<WrittenLanguage> All { get; } =
    [
        new("de", "Deutsch"), English, new("es", "Español"), new("fr", "Français"), new("it", "Italiano"), new("nl", "Nederlands"),
        new("pl", "Polski"), new("pt", "Português"), new("tr", "Türkçe"), new("ar", "العربية", RightToLeft: true), new("hi", "हिन्दी"),
        new("zh-Hans", "简体中文"), new("ja", "日本語"), new("ko", "한국어"),
    ];

    private static readonly FrozenDictionary<string, CultureInfo> Regional = CultureInfo.GetCultures(CultureTypes.SpecificCultures)
        .Where(culture => All.Any(language => language.Tag == culture.Parent.Name))
        .ToFrozenDictionary(culture => culture.Name, Gregorian, StringComparer.OrdinalIgnoreCase);

    /// <summary>For <c>dir</c> attributes.</summary>
    public string Direction => RightToLeft ? "rtl" : "ltr";

    /// <summary>
    /// The language of a tag, whatever its region, extensions and private part; null for one that we do not write. Chinese is
    /// simplified for all of its readers: CLDR's language matching has it before any other language for readers of traditional Chinese.
    /// </summary>
    /// <param name="tag">BCP 47, or anything else that was sent as one.</param>
    public static WrittenLanguage? Find(string? tag) => tag?.Split('-')[0] is { Length: > 0 } spoken
        ? All.FirstOrDefault(language => language.Tag.Split('-')[0].Equals(spoken, StringComparison.OrdinalIgnoreCase))
        : null;

    /// <summary>
    /// This language as it is written in the region of a tag, where ICU knows it there: in Austria, January is Jänner. Nothing else
    /// of the tag counts, and every date is of the Gregorian calendar, so that a deadline is the same day for all.
    /// </summary>
    public CultureInfo In(string? tag) => RegionOf(tag) is { } region && Regional.TryGetValue($"{Tag}-{region}", out var culture)
        ? culture
        : CultureInfo.GetCultureInfo(Tag);

    /// <summary>Two letters or three digits after language and script (RFC 5646, 2.2.4).</summary>
    private static string? RegionOf(string? tag) => (tag ?? "").Split('-').Skip(1).SkipWhile(part => part.Length == 4).FirstOrDefault() switch
    {
        { Length: 2 } letters when letters.All(char.IsAsciiLetter) => letters,
        { Length: 3 } digits when digits.All(char.IsAsciiDigit) => digits,
        _ => null,
    };

    private static CultureInfo Gregorian(CultureInfo culture)
    {
        if (culture.Calendar is GregorianCalendar)
        {
            return culture;
        }

        var gregorian = new CultureInfo(culture.Name, useUserOverride: false);
        gregorian.DateTimeFormat.Calendar = new GregorianCalendar();
        return CultureInfo.ReadOnly(gregorian);
    }
}
