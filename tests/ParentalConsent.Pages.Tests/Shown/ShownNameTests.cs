using ParentalConsent.Pages.Shown;

namespace ParentalConsent.Pages.Tests.Shown;

public sealed class ShownNameTests
{
    [Theory]
    [InlineData("Mia", "Mia")]
    [InlineData("  Zoë   O'Brien-Müller ", "Zoë O'Brien-Müller")]
    [InlineData("محمد", "محمد")]
    [InlineData("नवीन\u200Dक", "नवीन\u200Dक")]
    [InlineData("李小龙", "李小龙")]
    [InlineData("<b>Mia</b>", "<b>Mia</b>")]
    [InlineData("J.R. Smith", "J. R. Smith")]
    [InlineData("https://evil.example/x", "https: //evil. example/x")]
    [InlineData("a@evil。example", "a@ evil。 example")]
    [InlineData("Mia\r\nBcc: x", "Mia Bcc: x")]
    [InlineData("M\u202Ei\u200B\uFEFFa", "Mia")]
    [InlineData("\u0000 \u202E\n", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Of_KeepsWhatIsAName(string? given, string? shown) => Assert.Equal(shown, ShownName.Of(given));

    [Fact]
    public void Of_CutsAtSixtyCharacters_WithoutBreakingOne()
    {
        var shown = ShownName.Of(string.Concat(Enumerable.Repeat("👩‍👧", 100)));

        Assert.Equal(string.Concat(Enumerable.Repeat("👩‍👧", 60)) + "…", shown);
    }

    [Theory]
    [InlineData("Sam\u202Exyz", true)]
    [InlineData("Sam\tJones", true)]
    [InlineData("Sam\u2028Jones", true)]
    [InlineData("Sam\u200BJones", true)]
    [InlineData("\ud800", true)]
    [InlineData("Sam Jones", false)]
    [InlineData("علی‌رضا", false)]
    public void HasHiddenCharacters_FindsThem(string name, bool hidden) => Assert.Equal(hidden, ShownName.HasHiddenCharacters(name));
}
