using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text;
using System.Text.RegularExpressions;
using ParentalConsent.Pages.Languages;

namespace ParentalConsent.Pages.Tests.Languages;

/// <summary>Whether each language has all texts, as far as one can tell without reading them.</summary>
public sealed partial class TranslationsTests
{
    private static readonly IReadOnlyDictionary<string, string> English = Read("");

    /// <summary>What may be the same as in English: formats, and words that both languages have.</summary>
    private static readonly HashSet<string> Same =
    [
        "Format.Moment", "Purpose.Lead", "de Start.Code", "fr Start.Code", "nl Start.Code", "fr Span.Minutes", "es Page.ErrorPrefix",
    ];

    /// <summary>Letters or none: texts of these languages have at least one letter of their own script.</summary>
    private static readonly Dictionary<string, Regex> Scripts = new Dictionary<string, Regex>
    {
        ["ar"] = new(@"\p{IsArabic}"),
        ["hi"] = new(@"\p{IsDevanagari}"),
        ["zh-Hans"] = new(@"\p{IsCJKUnifiedIdeographs}"),
        ["ja"] = new(@"[\p{IsHiragana}\p{IsKatakana}\p{IsCJKUnifiedIdeographs}]"),
        ["ko"] = new(@"\p{IsHangulSyllables}"),
    };

    public static TheoryData<string> Others => [.. WrittenLanguage.All.Select(language => language.Tag).Where(tag => tag != "en")];

    public static TheoryData<string> All => [.. WrittenLanguage.All.Select(language => language.Tag)];

    [Theory]
    [MemberData(nameof(Others))]
    public void EveryText_IsThere_AndNoOther(string language) =>
        Assert.Equal(English.Keys.Order(StringComparer.Ordinal), Read(language).Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Others))]
    public void EveryText_IsTranslated(string language)
    {
        var texts = Read(language);

        Assert.DoesNotContain(
            texts,
            text => English.GetValueOrDefault(text.Key) == text.Value && !Same.Contains(text.Key) && !Same.Contains($"{language} {text.Key}"));
        Assert.DoesNotContain(
            texts, text => Scripts.TryGetValue(language, out var script) && !script.IsMatch(text.Value) && !Same.Contains(text.Key));
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void EveryText_HasItsPlaceholders(string language)
    {
        var texts = Read(language);

        Assert.DoesNotContain(
            English, text => texts.TryGetValue(text.Key, out var other) && !PlaceholdersIn(text.Value).SetEquals(PlaceholdersIn(other)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void EveryText_IsPlain(string language)
    {
        var texts = Read(language == "en" ? "" : language);

        Assert.All(texts, text =>
        {
            Assert.False(string.IsNullOrWhiteSpace(text.Value), text.Key);
            Assert.False(text.Value != text.Value.Trim() || text.Value.Contains("  ", StringComparison.Ordinal), $"{text.Key}: gaps");
            Assert.DoesNotMatch(@"[<>&\p{Cc}\p{Co}\p{Cn}\p{Cs}\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\uFFFD]", text.Value);
            Assert.True(text.Value.IsNormalized(NormalizationForm.FormC), $"{text.Key}: not in form C");
            Assert.DoesNotMatch(@"[{}]", Placeholder().Replace(text.Value, ""));
        });
    }

    [Theory]
    [MemberData(nameof(All))]
    public void FormatOfMoments_HasDayMonthYearTimeAndUtc(string language)
    {
        var moment = Texts.For(language).Moment(new DateTimeOffset(2026, 12, 6, 9, 47, 0, TimeSpan.Zero));

        Assert.Matches("(^|[^0-9])6([^0-9]|$)", moment);
        Assert.Contains("2026", moment, StringComparison.Ordinal);
        Assert.Contains("47", moment, StringComparison.Ordinal);
        Assert.Contains("UTC", moment, StringComparison.Ordinal);
        Assert.True(moment.Contains("12", StringComparison.Ordinal) || moment.Contains(Texts.For(language).Culture.DateTimeFormat.MonthNames[11], StringComparison.OrdinalIgnoreCase)
            || moment.Contains(Texts.For(language).Culture.DateTimeFormat.MonthGenitiveNames[11], StringComparison.OrdinalIgnoreCase), moment);
    }

    [Fact]
    public void RegionalTexts_OverrideNothingButFormats() => Assert.Equal(["Format.Moment"], Read("en-US").Keys);

    private static Dictionary<string, string> Read(string language)
    {
        using var texts = new ResourceManager(typeof(Texts)).GetResourceSet(CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false);
        return texts?.Cast<DictionaryEntry>().ToDictionary(text => (string)text.Key, text => (string)text.Value!)
            ?? throw new MissingManifestResourceException($"Nothing is written in '{language}'.");
    }

    private static HashSet<string> PlaceholdersIn(string text) => [.. Placeholder().Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Placeholder();
}
