using ParentalConsent.Core.Notices;
using ParentalConsent.TestKit;

namespace ParentalConsent.Core.Tests.Notices;

public class PluralFormsTests
{
    [Theory]
    [InlineData("en", "one,other,other")]
    [InlineData("de-AT", "one,other,other")]
    [InlineData("pl", "one,few,many")]
    [InlineData("ar", "one,two,many")]
    [InlineData("ja", "other,other,other")]
    [InlineData("zh-Hans", "other,other,other")]
    public void Form_IsThatOfTheLanguage(string language, string forms) =>
        Assert.Equal(forms.Split(','), new[] { 1, 2, 14 }.Select(number => PluralForms.For(language, number)));

    [Theory]
    [InlineData("pl", 12, "many")]
    [InlineData("pl", 22, "few")]
    [InlineData("pl", 25, "many")]
    [InlineData("pl", 21, "many")]
    [InlineData("ar", 10, "few")]
    [InlineData("ar", 30, "many")]
    [InlineData("fr", 0, "one")]
    public void Form_OfHarderNumbers(string language, int number, string form) => Assert.Equal(form, PluralForms.For(language, number));

    [Fact]
    public void Days_AreSaidInTheFormThatFits_OrInTheOther()
    {
        var polish = ShippedNotices.English with
        {
            Language = "pl", Days = new Dictionary<string, string> { ["few"] = "{days} dni (few)", ["other"] = "{days} dnia" },
        };

        Assert.Equal(["1 dnia", "3 dni (few)", "14 dnia"], new[] { 1, 3, 14 }.Select(polish.DaysIn));
    }
}
