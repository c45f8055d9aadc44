using AngleSharp.Html.Dom;
using ParentalConsent.Core.Methods;

namespace ParentalConsent.Pages.Tests.Consent;

public sealed class StepPageTests
{
    [Theory]
    [InlineData("form awaited")]
    [InlineData("form rejected")]
    public async Task Sheet_SaysWhatIsAgreed_ByWhom_WithTheCode(string name)
    {
        var sheet = (await Every.ReadAsync(name)).QuerySelector("main > .sheet")!;

        Assert.Equal("ABCD-EFGH-JKMN", sheet.QuerySelector("#form-code")!.TextContent);
        Assert.Contains("I am the parent or guardian of Mia. I agree that Wayfarer uses the data of Mia for:", sheet.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Account and trips.", "Offers from partners."], sheet.QuerySelectorAll(".allowed strong").Select(title => title.TextContent));
        Assert.Contains("Acme Travel Ltd", sheet.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Recommendations"], sheet.QuerySelectorAll(".not-allowed li").Select(title => title.TextContent));
        Assert.Equal(["Sam Jones", "mother", "", ""], sheet.QuerySelectorAll("dd").Select(line => line.TextContent));
    }

    [Theory]
    [InlineData("form awaited", true, true)]
    [InlineData("form rejected", true, true)]
    [InlineData("form received", true, false)]
    [InlineData("call awaited", false, false)]
    [InlineData("provider awaited", false, false)]
    public async Task Step_OffersWhatIsLeftToDo(string name, bool upload, bool sheet)
    {
        var page = await Every.ReadAsync(name);

        Assert.Equal(upload, page.QuerySelector("form[action='/consent/form']") is IHtmlFormElement { Enctype: "multipart/form-data" });
        Assert.Equal(sheet, page.QuerySelector(".sheet") is not null);
        Assert.NotNull(page.QuerySelector("form[action='/consent/open'] input[name=again]"));
    }

    [Fact]
    public async Task OtherWays_AreThoseThatSuffice_AndNoneIsTheOneInUse()
    {
        var page = await Every.ReadAsync("form awaited");

        Assert.Equal(["attested"], page.QuerySelectorAll("input[name=method]").Select(choice => choice.GetAttribute("value")));
    }

    [Fact]
    public async Task File_IsAskedForInAWayThatTelephonesKnow()
    {
        var file = (IHtmlInputElement)(await Every.ReadAsync("form awaited")).QuerySelector("input[type=file]")!;

        Assert.Contains("image/jpeg", file.Accept, StringComparison.Ordinal);
        Assert.False(file.IsMultiple);
        Assert.False(file.HasAttribute("capture"));
    }

    [Theory]
    [InlineData("form rejected", "There is no signature on it.")]
    [InlineData("form awaited, wrong type", "This is no file that we can take.")]
    public async Task WhatIsWrong_IsSaid(string name, string sentence) =>
        Assert.Contains(sentence, (await Every.ReadAsync(name)).Body!.TextContent, StringComparison.Ordinal);

    [Fact]
    public void EveryStepAndProblem_HasItsTexts()
    {
        var texts = Pages.Languages.Texts.For("en");
        foreach (var step in Enum.GetValues<VerificationStep>().Except([VerificationStep.None, VerificationStep.Completed]))
        {
            Assert.All(new[] { "Title", "Lead", "Left" }, part => Assert.NotEmpty(texts[$"Step.{step}.{part}"]));
        }

        Assert.All(Enum.GetValues<FormProblem>(), problem => Assert.NotEmpty(texts[$"FormProblem.{problem}"]));
        Assert.All(VerificationMethods.Words, method => Assert.NotEmpty(texts[$"Method.{method.Word}"]));
        Assert.All(Enum.GetValues<Core.Forms.FormFault>(), fault => Assert.NotEmpty(texts[$"Error.form.{fault}"]));
    }
}
