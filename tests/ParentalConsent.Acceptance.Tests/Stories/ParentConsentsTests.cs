using System.Net;
using Microsoft.Playwright;
using ParentalConsent.Acceptance.Tests.Pages;
using ParentalConsent.Acceptance.Tests.People;
using ParentalConsent.Acceptance.Tests.Run;
using ParentalConsent.TestKit.Calls;

namespace ParentalConsent.Acceptance.Tests.Stories;

[Collection(InstanceGroup.Name)]
public sealed class ParentConsentsTests(Instance instance)
{
    private readonly SignUpFlow signUp = instance.SignUp;

    [Fact]
    public async Task AParent_AllowsOnePurposeAndNotAnother_AndTheClientMayUseTheDataForThatAlone()
    {
        var asked = await signUp.AskAsync(Minor.Someone("Bea"));
        await using var phone = await instance.TakePhoneAsync();
        var sheet = new DecisionSheet(phone.Page);
        await AssertNothingIsAllowedAsync(asked);

        await phone.TapAsync(asked.Link);
        Assert.Equal(200, await phone.SeeAsync("decide"));
        await AssertNoticeAsync(phone.Page);
        await AssertNothingIsAllowedAsync(asked);

        await DecisionSheet.TickAsync(sheet.News);
        await DecisionSheet.TickAsync(sheet.Yes);
        await sheet.SignAsync();
        await sheet.Send.ClickAsync();

        Assert.Equal(200, await phone.SeeAsync("outcome"));
        await phone.AssertOutcomeAsync("granted");
        await Assertions.Expect(phone.Page.Locator(".allowed li")).ToHaveTextAsync(["An account to play with", "News about the game"]);
        await Assertions.Expect(phone.Page.Locator(".not-allowed li")).ToHaveTextAsync(["A place on the child's own leaderboard"]);
        await AssertReceiptAsync(asked);
        await AssertUsableAsync(asked);
        Assert.Empty(phone.Complaints);
    }

    private static async Task AssertNoticeAsync(IPage page)
    {
        var sheet = new DecisionSheet(page);
        foreach (var said in (string[])["Bea", "Pixel Pond", "Without an answer, everything is deleted", "Who else gets it: nobody."])
        {
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync(said);
        }

        foreach (var unmade in (ILocator[])[sheet.News, sheet.Leaderboard, sheet.Yes, sheet.No, sheet.NotMyChild, sheet.Attestation])
        {
            await Assertions.Expect(unmade).Not.ToBeCheckedAsync();
        }
    }

    private async Task AssertNothingIsAllowedAsync(Asked asked)
    {
        await signUp.AssertStateAsync("awaitingParent", asked);
        await signUp.AssertGateAsync(asked.Child, "account", allowed: false, "consentPending");
        var data = await signUp.DataAsync(asked.RegistrationId);
        Assert.Equal(HttpStatusCode.Conflict, data.Status);
        Assert.Equal("consentPending", data["code"]);
    }

    private async Task AssertReceiptAsync(Asked asked)
    {
        var receipt = await signUp.MailAsync(asked.Child, "You allowed Pixel Pond");
        Assert.Contains("Name given: Robin Example. Relationship to the child: mother.", receipt.Text, StringComparison.Ordinal);
        Assert.Contains("News about the game", receipt.Text, StringComparison.Ordinal);
        Assert.NotEqual(asked.Token, MailedLink.In(receipt).Token);
    }

    private async Task AssertUsableAsync(Asked asked)
    {
        await signUp.AssertStateAsync("granted", asked);
        await signUp.AssertGateAsync(asked.Child, "account", allowed: true, "granted");
        await signUp.AssertGateAsync(asked.Child, "newsletter", allowed: true, "granted");
        await signUp.AssertGateAsync(asked.Child, "leaderboard", allowed: false, "purposeNotGranted");
        var data = await signUp.DataAsync(asked.RegistrationId);
        Assert.Equal(HttpStatusCode.OK, data.Status);
        Assert.Equal(asked.Child.Nickname, data["nickname"]);
        Assert.Equal("3", data["level"]);
    }
}
