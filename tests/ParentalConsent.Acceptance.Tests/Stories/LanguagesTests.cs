using Microsoft.Playwright;
using ParentalConsent.Acceptance.Tests.Accessibility;
using ParentalConsent.Acceptance.Tests.Pages;
using ParentalConsent.Acceptance.Tests.People;
using ParentalConsent.Acceptance.Tests.Run;
using ParentalConsent.TestKit.Calls;

namespace ParentalConsent.Acceptance.Tests.Stories;

/// <summary>A parent reads in their own language, and another parent in another.</summary>
[Collection(InstanceGroup.Name)]
public sealed class LanguagesTests(Instance instance)
{
    private static readonly string[] Languages = ["en", "es", "fr", "it", "nl", "pl", "pt", "tr", "ar", "hi", "zh-Hans", "ja", "ko", "de"];

    /// <summary>A page each from left to right, from right to left and without gaps between words is inspected, the others are measured.</summary>
    private static readonly string[] Inspected = ["de", "ar", "ja"];

    [Fact]
    public async Task ParentSwitches_ThroughAllLanguages_AndTheTokenStaysInTheForm()
    {
        var link = await AskAsync("de-AT", "علي رضا");
        await using var phone = await instance.TakePhoneAsync();

        await phone.TapAsync(link);
        await SeeAsync(phone, "de");
        foreach (var language in Languages)
        {
            await SwitchAsync(phone, language);
            await SeeAsync(phone, language);
            await (Inspected.Contains(language)
                ? phone.AssertAccessibleAsync($"parent-decide-{language}")
                : phone.AssertFitsAsync($"parent-decide-{language}"));
        }

        Assert.DoesNotContain(phone.Requests, request => request.Url.Contains(link.Token, StringComparison.Ordinal));
        Assert.Empty(await phone.CookiesAsync());
        Assert.Empty(phone.Complaints);
    }

    public static TheoryData<string> All => [.. Languages];

    /// <summary>From the mail to the answer in the language of the registration, with a picture of each page at a phone's width and a desk's.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public async Task AParent_ReadsDecidesAndIsAnswered_InTheirLanguage(string language)
    {
        var link = await AskAsync(language, "Kim");
        await using var phone = await instance.TakePhoneAsync(story: $"language-{language}");
        await phone.TapAsync(link);
        await SeeAsync(phone, language);
        await phone.AssertFitsAsync($"language-{language}-1-notice");
        await phone.ShowOnDesktopAsync($"language-{language}-1-notice-desktop");

        await DecisionSheet.TickAsync(phone.Page.Locator("input[name=purposes][value=newsletter]"));
        await DecisionSheet.TickAsync(phone.Page.Locator("input[name=decision][value=grant]"));
        await phone.Page.Locator("input[name=guardianName]").FillAsync("Robin Example");
        await phone.Page.Locator("input[name=relationship]").FillAsync("mum, dad");
        await DecisionSheet.TickAsync(phone.Page.Locator("input[name=attestation]"));
        await phone.AssertFitsAsync($"language-{language}-2-decision");
        await phone.Page.Locator("button[type=submit]").Last.ClickAsync();

        await phone.AssertOutcomeAsync("granted");
        Assert.Equal(language, await phone.Page.Locator("html").GetAttributeAsync("lang"));
        await phone.AssertFitsAsync($"language-{language}-3-result");
        await phone.ShowOnDesktopAsync($"language-{language}-3-result-desktop");
        Assert.Empty(phone.Complaints);
    }

    [Fact]
    public async Task TheDecision_IsAnsweredInTheLanguageChosen()
    {
        var link = await AskAsync("en", "Kim");
        await using var phone = await instance.TakePhoneAsync();
        await phone.TapAsync(link);
        await SeeAsync(phone, "en");
        await SwitchAsync(phone, "ar");
        await SeeAsync(phone, "ar");

        await DecisionSheet.TickAsync(phone.Page.Locator("input[name=decision][value=refuse]"));
        await phone.Page.Locator("button[type=submit]").Last.ClickAsync();
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await SeeAsync(phone, "ar");
        await phone.AssertAccessibleAsync("parent-decide-errors-ar");
        await phone.Page.Locator("input[name=guardianName]").FillAsync("ليلى رضا");
        await phone.Page.Locator("input[name=relationship]").FillAsync("أم");
        await DecisionSheet.TickAsync(phone.Page.Locator("input[name=attestation]"));
        await phone.Page.Locator("button[type=submit]").Last.ClickAsync();

        await phone.AssertOutcomeAsync("refused");
        Assert.Equal("ar", await phone.Page.Locator("html").GetAttributeAsync("lang"));
        await phone.AssertAccessibleAsync("parent-outcome-refused-ar");
    }

    [Fact]
    public async Task WithoutJavaScript_TheLanguageIsChosenFirst_AndTheCodePasted()
    {
        var link = await AskAsync("en", "Kim");
        await using var phone = await instance.TakePhoneAsync(javaScript: false);

        await phone.GoAsync("/consent");
        await phone.SeeAsync("start");
        await SwitchAsync(phone, "tr");
        await phone.SeeAsync("start");
        await phone.AssertFitsAsync("parent-start-tr");
        await phone.Page.Locator("textarea[name=token]").FillAsync(link.Token);
        await phone.Page.Locator("#code-form button").ClickAsync();

        await SeeAsync(phone, "tr");
        Assert.DoesNotContain(phone.Requests, request => request.Url.Contains(link.Token, StringComparison.Ordinal));
    }

    private static async Task SwitchAsync(Phone phone, string language)
    {
        await phone.Page.Locator(".languages summary").ClickAsync();
        await phone.Page.Locator($".languages button[lang='{language}']").ClickAsync();
        await Assertions.Expect(phone.Page.Locator("html")).ToHaveAttributeAsync("lang", language);
    }

    private static async Task SeeAsync(Phone phone, string language)
    {
        await phone.SeeAsync("decide");
        await Assertions.Expect(phone.Page.Locator("html")).ToHaveAttributeAsync("lang", language);
        await Assertions.Expect(phone.Page.Locator("html")).ToHaveAttributeAsync("dir", language == "ar" ? "rtl" : "ltr");
    }

    private async Task<MailedLink> AskAsync(string locale, string childName)
    {
        var child = Minor.Someone(childName) with { Locale = locale };
        Assert.Equal("pending", (await instance.SignUp.RegisterAsync(child))["decision"]);
        return MailedLink.In((await instance.Mailbox.WaitForAsync(mail => mail.IsFor(child.ParentEmail)))[0]);
    }
}
