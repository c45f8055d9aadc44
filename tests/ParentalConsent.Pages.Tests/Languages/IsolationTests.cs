using ParentalConsent.Pages.Languages;

namespace ParentalConsent.Pages.Tests.Languages;

public sealed class IsolationTests
{
    [Theory]
    [InlineData("en", "Mia", "Your consent for Mia")]
    [InlineData("en", "李小龙", "Your consent for 李小龙")]
    [InlineData("en", "علي (2)", "Your consent for \u2068علي (2)\u2069")]
    [InlineData("en", "דוד", "Your consent for \u2068דוד\u2069")]
    public void Names_AreIsolated_WhereTheyRunTheOtherWay(string language, string name, string expected)
    {
        var subject = Texts.For(language)["Notice.Subject", "Pond", name];

        Assert.EndsWith(expected[expected.IndexOf("for", StringComparison.Ordinal)..], subject, StringComparison.Ordinal);
    }

    [Fact]
    public void ArabicTexts_IsolateEveryName_ButNeitherNumbersNorAddresses()
    {
        var texts = Texts.For("ar");

        Assert.Contains("\u2068Mia\u2069", texts["Notice.Subject", "Pond", "Mia"], StringComparison.Ordinal);
        Assert.DoesNotContain("\u2068", texts["Span.Days", 12], StringComparison.Ordinal);
        Assert.DoesNotContain("\u2068", texts["Mail.PasteCode", new Uri("https://consent.example/consent")], StringComparison.Ordinal);
    }
}
