using System.Globalization;
using ParentalConsent.Pages.Languages;

namespace ParentalConsent.Pages.Tests.Languages;

public sealed class WrittenLanguageTests
{
    private static readonly DateTimeOffset January = new(2026, 1, 6, 9, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("de", "de", "6. Januar 2026, 09:30 Uhr UTC")]
    [InlineData("de-AT", "de", "6. Jänner 2026, 09:30 Uhr UTC")]
    [InlineData("DE-at", "de", "6. Jänner 2026, 09:30 Uhr UTC")]
    [InlineData("de-Latn-AT-1996-u-ca-buddhist-x-any", "de", "6. Jänner 2026, 09:30 Uhr UTC")]
    [InlineData("de-XX", "de", "6. Januar 2026, 09:30 Uhr UTC")]
    [InlineData("en-US", "en", "January 6, 2026, 9:30 AM UTC")]
    [InlineData("en-GB", "en", "6 January 2026, 09:30 UTC")]
    [InlineData("en", "en", "6 January 2026, 09:30 UTC")]
    [InlineData("pt-BR", "pt", "6 de janeiro de 2026, 09:30 UTC")]
    [InlineData("es-419", "es", "6 de enero de 2026, 09:30 UTC")]
    [InlineData("fr-001", "fr", "6 janvier 2026 à 09:30 UTC")]
    public void Tag_GivesLanguageAndRegion(string tag, string language, string moment)
    {
        Assert.Equal(language, Texts.For(tag).Language);
        Assert.Equal(moment, Texts.For(tag).Moment(January));
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("zh-CN")]
    [InlineData("zh-SG")]
    [InlineData("zh-Hans")]
    [InlineData("zh-TW")]
    [InlineData("zh-Hant-HK")]
    public void Chinese_IsSimplified(string tag) => Assert.Equal("zh-Hans", Texts.For(tag).Language);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("--")]
    [InlineData("tlh")]
    [InlineData("x-private")]
    [InlineData("i-klingon")]
    [InlineData("d")]
    [InlineData("deu")]
    [InlineData("de_AT")]
    [InlineData("../de")]
    [InlineData("\0")]
    [InlineData("aaaaaaaa-bbbbbbbb-cccccccc-dddddddd")]
    [InlineData("zzzzzzzz-u-ca-buddhist-nu-arab-x-priv")]
    public void WhatNobodyWrites_IsEnglish(string? tag)
    {
        Assert.Equal("en", Texts.For(tag).Language);
        Assert.Equal("6 January 2026, 09:30 UTC", Texts.For(tag).Moment(January));
    }

    /// <summary>Tags by chance, of the characters and lengths that a registration may have, and of some that it may not.</summary>
    [Fact]
    public void NoTag_Throws()
    {
        var chance = new Random(20261122);
        string[] parts = ["u", "x", "t", "ca", "nu", "islamic", "arab", "419", "000", "Hant", "Latn", "DE", "zz", "1996", "", "é", "\0", "12345678"];
        for (var time = 0; time < 5000; time++)
        {
            var language = WrittenLanguage.All[chance.Next(WrittenLanguage.All.Count)].Tag;
            var tag = $"{language}-{string.Join('-', chance.GetItems(parts, chance.Next(6)))}";

            Assert.Equal(language, Texts.For(tag).Language);
            Assert.Contains("2026", Texts.For(tag).Moment(January), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void EveryLanguage_HasItsNameAndDirection()
    {
        Assert.Equal(14, WrittenLanguage.All.Count);
        Assert.All(WrittenLanguage.All, language => Assert.Equal(CultureInfo.GetCultureInfo(language.Tag).TextInfo.IsRightToLeft, language.RightToLeft));
        Assert.All(WrittenLanguage.All, language => Assert.Equal(
            Plain(CultureInfo.GetCultureInfo(language.Tag).NativeName), Plain(language.OwnName), StringComparer.OrdinalIgnoreCase));

        // ICU calls Chinese by its script, too: 中文（简体）.
        static string Plain(string name) => name.StartsWith("中文", StringComparison.Ordinal) ? "简体中文" : name;
    }

    [Fact]
    public void Cultures_AreReal() => Assert.Equal("décembre", Texts.For("fr").Culture.DateTimeFormat.MonthNames[11]);

    [Fact]
    public void SaudiDates_AreOfTheGregorianCalendar_InLatinDigits() =>
        Assert.Matches("^6 .*2026.*09:30.*UTC", Texts.For("ar-SA").Moment(January));

    [Theory]
    [InlineData("fr", "de-AT", "en", "fr")]
    [InlineData("de", "de-AT", "en", "de-AT")]
    [InlineData(null, "de-AT", "en", "de-AT")]
    [InlineData(null, null, "pt-BR", "pt-BR")]
    [InlineData(null, null, null, "en")]
    [InlineData(null, "tlh", "fr", "en")]
    public void Wish_GoesBeforeLocale_AndThatBeforeTheBrowser(string? chosen, string? locale, string? accepted, string culture) =>
        Assert.Equal(culture, new LanguageWish(chosen, accepted).For(locale).Culture.Name);
}
