using System.Net;
using Microsoft.Playwright;
using ParentalConsent.Acceptance.Tests.Pages;
using ParentalConsent.Acceptance.Tests.People;
using ParentalConsent.Acceptance.Tests.Run;
using ParentalConsent.TestKit.Calls;

namespace ParentalConsent.Acceptance.Tests.Stories;

/// <summary>The sign-up site of the samples, as a child sees it; all it knows of the service goes from server to server.</summary>
[Collection(InstanceGroup.Name)]
public sealed class SampleSiteTests(Instance instance)
{
    [SignUpSiteFact]
    public async Task AChild_SignsUp_AndSeesWhatTheParentDecided_WithoutTouchingThePage()
    {
        await using var childsPhone = await instance.TakePhoneAsync();
        var child = await SignUpAsync(childsPhone);
        await using var phone = await instance.TakePhoneAsync();
        var sheet = new DecisionSheet(phone.Page);
        await phone.TapAsync(MailedLink.In(await instance.SignUp.MailAsync(child, " asks for your consent ")));
        await phone.SeeAsync("decide");
        await DecisionSheet.TickAsync(sheet.News);
        await DecisionSheet.TickAsync(sheet.Yes);
        await sheet.SignAsync();
        await sheet.Send.ClickAsync();
        await phone.AssertOutcomeAsync("granted");

        await childsPhone.AssertOutcomeAsync("granted");
        await Assertions.Expect(childsPhone.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync($"Welcome, {child.Name}!");
        await Assertions.Expect(childsPhone.Page.Locator("[data-purpose=newsletter]")).ToHaveAttributeAsync("data-allowed", "yes");
        await Assertions.Expect(childsPhone.Page.Locator("[data-purpose=leaderboard]")).ToHaveAttributeAsync("data-allowed", "no");
        Assert.All(childsPhone.Requests, request => Assert.StartsWith(instance.Run.SignUpUrl!.AbsoluteUri, request.Url, StringComparison.Ordinal));
        Assert.Empty(childsPhone.Complaints);
    }

    [SignUpSiteFact]
    public async Task AChildWhoseParentRefuses_IsToldSo()
    {
        await using var childsPhone = await instance.TakePhoneAsync();
        var child = await SignUpAsync(childsPhone);
        var link = MailedLink.In(await instance.SignUp.MailAsync(child, " asks for your consent "));

        Assert.Equal("refused", (await instance.Parent.DecideAsync(link.Token, "refuse")).Outcome);

        await childsPhone.AssertOutcomeAsync("refused");
        await Assertions.Expect(childsPhone.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Your parent said no");
    }

    [SignUpSiteFact]
    public async Task AChildWhoStops_HasEverythingDeleted()
    {
        await using var childsPhone = await instance.TakePhoneAsync();
        var child = await SignUpAsync(childsPhone);
        var link = MailedLink.In(await instance.SignUp.MailAsync(child, " asks for your consent "));

        await childsPhone.Page.GetByRole(AriaRole.Button, new() { Name = "Stop and delete what I entered" }).ClickAsync();

        await childsPhone.AssertOutcomeAsync("cancelled");
        Assert.Equal("cancelled", (await instance.Parent.OpenAsync(link.Token)).Outcome);
    }

    [SignUpSiteFact]
    public async Task AChildWhoMistypedTheAddress_EntersTheRightOne_AndItsParentDecides()
    {
        await using var childsPhone = await instance.TakePhoneAsync();
        var child = await SignUpAsync(childsPhone);
        var old = MailedLink.In(await instance.SignUp.MailAsync(child, " asks for your consent "));
        var right = child with { ParentEmail = $"right-{child.ParentEmail}" };
        var site = new SampleSite(childsPhone, instance.Run.SignUpUrl!);

        await site.CorrectAsync("no address");
        await Assertions.Expect(childsPhone.Page.Locator("#parent-email-error")).ToBeVisibleAsync();
        await site.CorrectAsync(right.ParentEmail);

        await Assertions.Expect(childsPhone.Page.Locator("#note")).ToHaveTextAsync("We are writing to the new address. The message to the old one does not work any more.");
        var link = MailedLink.In(await instance.SignUp.MailAsync(right, " asks for your consent "));
        Assert.Equal(HttpStatusCode.NotFound, (await instance.Parent.OpenAsync(old.Token)).Status);
        await Assertions.Expect(childsPhone.Page.Locator("#outcome[data-mail=sent]")).ToBeVisibleAsync();
        await childsPhone.Page.GetByRole(AriaRole.Button, new() { Name = "Send it again" }).ClickAsync();
        await Assertions.Expect(childsPhone.Page.Locator("#note")).ToContainTextAsync("only minutes old");
        Assert.Equal("refused", (await instance.Parent.DecideAsync(link.Token, "refuse")).Outcome);
        await childsPhone.AssertOutcomeAsync("refused");
        await Assertions.Expect(childsPhone.Page.Locator("#while-waiting, #note")).ToHaveCountAsync(0);
    }

    [SignUpSiteFact]
    public async Task AnAdult_IsAskedTheSame_AndIsInAtOnce()
    {
        await using var phone = await instance.TakePhoneAsync();
        await new SampleSite(phone, instance.Run.SignUpUrl!).AnswerAgeAsync(age: 30);
        await Assertions.Expect(phone.Page.GetByLabel("E-mail address of your parent")).ToHaveCountAsync(0);
        await phone.Page.GetByLabel("Your nickname").FillAsync("Ada");
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Start playing" }).ClickAsync();

        await phone.AssertOutcomeAsync("granted");
    }

    private async Task<Minor> SignUpAsync(Phone phone)
    {
        var child = SampleSite.Someone();
        var site = new SampleSite(phone, instance.Run.SignUpUrl!);
        await site.AnswerAgeAsync(child.Age);
        await site.AskParentAsync(child);
        await phone.AssertOutcomeAsync("awaitingParent");
        return child;
    }
}
