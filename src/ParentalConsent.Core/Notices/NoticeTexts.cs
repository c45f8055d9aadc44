using System.Globalization;
using System.Text.RegularExpressions;

namespace ParentalConsent.Core.Notices;

/// <summary>One version of the direct notice in one language. Read from <c>notices/yyyy-MM-dd/language.json</c>.</summary>
/// <param name="Version">Its date, <c>yyyy-MM-dd</c>.</param>
/// <param name="Elements">Text by the names of <see cref="NoticeElements"/>.</param>
/// <param name="Days">Words for a number of days by <see cref="PluralForms"/>.</param>
public sealed partial record NoticeTexts(
    string Version, string Language, IReadOnlyDictionary<string, string> Elements, IReadOnlyDictionary<string, string> Days)
{
    /// <summary>The element with values in place of its placeholders.</summary>
    public string Fill(string element, IReadOnlyDictionary<string, string> values) => Replace(Elements[element], values);

    public string DaysIn(int number)
    {
        var form = Days.TryGetValue(PluralForms.For(Language, number), out var words) ? words : Days[PluralForms.Other];
        return Replace(form, new Dictionary<string, string> { [NoticeElements.Days] = number.ToString(CultureInfo.InvariantCulture) });
    }

    /// <summary>Names that stand in braces.</summary>
    public static IEnumerable<string> PlaceholdersIn(string text) => Placeholder().Matches(text).Select(match => match.Groups[1].Value);

    private static string Replace(string text, IReadOnlyDictionary<string, string> values) =>
        Placeholder().Replace(text, match => values.TryGetValue(match.Groups[1].Value, out var value) ? value : match.Value);

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Placeholder();
}
