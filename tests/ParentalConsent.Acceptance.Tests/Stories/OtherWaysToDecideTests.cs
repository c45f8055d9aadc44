using Microsoft.Playwright;
using ParentalConsent.Acceptance.Tests.Pages;
using ParentalConsent.Acceptance.Tests.People;
using ParentalConsent.Acceptance.Tests.Run;

namespace ParentalConsent.Acceptance.Tests.Stories;

[Collection(InstanceGroup.Name)]
public sealed class OtherWaysToDecideTests(Instance instance)
{
    private const int MoreTabsThanAnyPageHas = 60;

    private readonly SignUpFlow signUp = instance.SignUp;

    [Fact]
    public async Task WithoutJavaScript_AParentPastesTheCodeOfTheMail_AndDecides()
    {
        var asked = await signUp.AskAsync(Minor.Someone("Gus"));
        var code = asked.Notice.Text.Split('\n', StringSplitOptions.TrimEntries).Single(line => line == asked.Token);
        await using var phone = await instance.TakePhoneAsync(javaScript: false);
        var sheet = new DecisionSheet(phone.Page);

        await phone.TapAsync(asked.Link);
        Assert.Equal(200, await phone.SeeAsync("start"));
        await phone.Page.GetByLabel("Code").FillAsync($" {code[..30]}\n{code[30..]} ");
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Open" }).ClickAsync();
        Assert.Equal(200, await phone.SeeAsync("decide"));
        await DecisionSheet.TickAsync(sheet.Leaderboard);
        await DecisionSheet.TickAsync(sheet.Yes);
        await sheet.SignAsync();
        await sheet.Send.ClickAsync();

        Assert.Equal(200, await phone.SeeAsync("outcome"));
        await phone.AssertOutcomeAsync("granted");
        await signUp.AssertGateAsync(asked.Child, "leaderboard", allowed: true, "granted");
        await signUp.AssertGateAsync(asked.Child, "newsletter", allowed: false, "purposeNotGranted");
    }

    [Fact]
    public async Task WithAKeyboardAlone_AParentDecides_AndSeesWhereTheyAre()
    {
        var asked = await signUp.AskAsync(Minor.Someone("Hal"));
        await using var phone = await instance.TakePhoneAsync();
        var keyboard = phone.Page.Keyboard;
        var sheet = new DecisionSheet(phone.Page);
        await phone.TapAsync(asked.Link);
        await phone.SeeAsync("decide");

        await TabToAsync(phone.Page, phone.Page.GetByRole(AriaRole.Link, new() { Name = "Skip to the content" }));
        await TabToAsync(phone.Page, sheet.News);
        await keyboard.PressAsync("Space");
        await TabToAsync(phone.Page, sheet.Yes);
        await keyboard.PressAsync("Space");
        await TabToAsync(phone.Page, sheet.Name);
        await keyboard.TypeAsync("Robin Example");
        await TabToAsync(phone.Page, sheet.Relationship);
        await keyboard.TypeAsync("father");
        await TabToAsync(phone.Page, sheet.Attestation);
        await keyboard.PressAsync("Space");
        await TabToAsync(phone.Page, sheet.Send);
        await keyboard.PressAsync("Enter");

        Assert.Equal(200, await phone.SeeAsync("outcome"));
        await phone.AssertOutcomeAsync("granted");
        await signUp.AssertGateAsync(asked.Child, "newsletter", allowed: true, "granted");
    }

    [Fact]
    public async Task AParentWhoForgotSomething_IsToldWhat_AndKeepsWhatTheyEntered()
    {
        var asked = await signUp.AskAsync(Minor.Someone("Ida"));
        await using var phone = await instance.TakePhoneAsync();
        var sheet = new DecisionSheet(phone.Page);
        await phone.TapAsync(asked.Link);
        await phone.SeeAsync("decide");

        await DecisionSheet.TickAsync(sheet.News);
        await DecisionSheet.TickAsync(sheet.Yes);
        await sheet.Name.FillAsync("Robin Example");
        await sheet.Send.ClickAsync();

        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        Assert.Equal(422, await phone.SeeAsync("decide"));
        await Assertions.Expect(phone.Page.Locator(".errors a"))
            .ToHaveTextAsync(["Enter how you are related to the child", "Confirm that you are a parent or guardian"]);
        await Assertions.Expect(sheet.News).ToBeCheckedAsync();
        await Assertions.Expect(sheet.Name).ToHaveValueAsync("Robin Example");
        await signUp.AssertStateAsync("awaitingParent", asked);

        await sheet.SignAsync();
        await sheet.Send.ClickAsync();
        await phone.AssertOutcomeAsync("granted");
    }

    /// <summary>Presses Tab until the element has the focus, which must then be seen.</summary>
    private static async Task TabToAsync(IPage page, ILocator wanted)
    {
        for (var pressed = 0; pressed < MoreTabsThanAnyPageHas; pressed++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await wanted.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                Assert.True(
                    await wanted.EvaluateAsync<bool>("element => getComputedStyle(element).outlineStyle !== 'none' && parseFloat(getComputedStyle(element).outlineWidth) >= 2"),
                    $"the focus is seen on {wanted}");
                return;
            }
        }

        Assert.Fail($"Tab never reaches {wanted}");
    }
}
