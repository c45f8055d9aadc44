using System.Net;
using Microsoft.Playwright;
using ParentalConsent.Acceptance.Tests.Pages;
using ParentalConsent.Acceptance.Tests.People;
using ParentalConsent.Acceptance.Tests.Run;
using ParentalConsent.TestKit.Calls;

namespace ParentalConsent.Acceptance.Tests.Stories;

/// <summary>Mail programs, virus scanners and curious people open links, and some press what is there to press.</summary>
[Collection(InstanceGroup.Name)]
public sealed class OpeningDecidesNothingTests(Instance instance)
{
    private readonly SignUpFlow signUp = instance.SignUp;

    [Fact]
    public async Task OpeningTheLinkAgainAndAgain_ChangesNothing()
    {
        var asked = await signUp.AskAsync(Minor.Someone());
        await using var phone = await instance.TakePhoneAsync();
        for (var time = 0; time < 5; time++)
        {
            await phone.Page.GotoAsync("about:blank");
            await phone.TapAsync(asked.Link);
            Assert.Equal(200, await phone.SeeAsync("decide"));
        }

        await AssertUndecidedAsync(asked);
    }

    [Fact]
    public async Task PressingTheOnlyButton_ChangesNothing()
    {
        var asked = await signUp.AskAsync(Minor.Someone());
        await using var phone = await instance.TakePhoneAsync();
        await phone.TapAsync(asked.Link);
        await phone.SeeAsync("decide");

        await new DecisionSheet(phone.Page).Send.ClickAsync();

        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        Assert.Equal(422, await phone.SeeAsync("decide"));
        await AssertUndecidedAsync(asked);
    }

    [Fact]
    public async Task AScannerThatTriesEveryFormAndChoice_ButCannotTypeAName_ChangesNothing()
    {
        var asked = await signUp.AskAsync(Minor.Someone());
        var scanner = new LinkScanner(instance.Run.BaseUrl);

        foreach (var page in await scanner.ScanAsync(asked.Notice, asked.Token))
        {
            Assert.Null(page.Outcome);
        }

        await AssertUndecidedAsync(asked);
        Assert.Equal("granted", (await instance.Parent.DecideAsync(asked.Token, "grant")).Outcome);
    }

    [Fact]
    public async Task AScannerThatGetsTheReceipt_WithdrawsNothing()
    {
        var asked = await signUp.AskAsync(Minor.Someone());
        await instance.Parent.DecideAsync(asked.Token, "grant");
        var receipt = await signUp.MailAsync(asked.Child, "You allowed ");
        var scanner = new LinkScanner(instance.Run.BaseUrl);

        foreach (var page in await scanner.ScanAsync(receipt, MailedLink.In(receipt).Token))
        {
            Assert.Null(page.Outcome);
        }

        await signUp.AssertStateAsync("granted", asked);
        Assert.Equal(HttpStatusCode.OK, (await signUp.DataAsync(asked.RegistrationId)).Status);
    }

    private async Task AssertUndecidedAsync(Asked asked)
    {
        await signUp.AssertStateAsync("awaitingParent", asked);
        Assert.Equal(HttpStatusCode.Conflict, (await signUp.DataAsync(asked.RegistrationId)).Status);
    }
}
