using System.Resources;
using ParentalConsent.Pages.Languages;

namespace ParentalConsent.Pages.Tests.Languages;

public sealed class TextsTests
{
    private readonly Texts texts = Texts.For("en");

    [Theory]
    [InlineData("13.23:59:59", "13 days")]
    [InlineData("2.00:00:00", "2 days")]
    [InlineData("1.23:59:59", "47 hours")]
    [InlineData("01:59:59", "119 minutes")]
    [InlineData("00:01:59", "A few moments")]
    [InlineData("-1.00:00:00", "A few moments")]
    public void Span_IsRoundedDown(string span, string said) =>
        Assert.Equal(said, texts.Span(TimeSpan.Parse(span, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Moment_IsInUtc_AndSaysSo() => Assert.Equal(
        "6 December 2026, 23:30 UTC", texts.Moment(new DateTimeOffset(2026, 12, 7, 1, 30, 0, TimeSpan.FromHours(2))));

    [Theory]
    [InlineData("en", "yes")]
    [InlineData("de", "ja")]
    public void PolicyTexts_FallBackToWhatThereIs(string language, string text) =>
        Assert.Equal(text, texts.Of(new Dictionary<string, string> { [language] = text }));

    [Fact]
    public void UnknownText_Throws() => Assert.Throws<MissingManifestResourceException>(() => texts["No.Such.Text"]);
}
