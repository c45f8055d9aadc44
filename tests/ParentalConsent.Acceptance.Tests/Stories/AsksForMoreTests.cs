using System.Net;
using Microsoft.Playwright;
using ParentalConsent.Acceptance.Tests.Pages;
using ParentalConsent.Acceptance.Tests.People;
using ParentalConsent.Acceptance.Tests.Run;
using ParentalConsent.TestKit.Calls;

namespace ParentalConsent.Acceptance.Tests.Stories;

/// <summary>A client asks for more after a yes: through mail and page, while the old consent goes on.</summary>
[Collection(InstanceGroup.Name)]
public sealed class AsksForMoreTests(Instance instance)
{
    private readonly SignUpFlow signUp = instance.SignUp;

    [Fact]
    public async Task AParent_AllowsOneMorePurpose_AndTheOldConsentHoldsAtEveryMoment()
    {
        var asked = await signUp.AskAsync(Minor.Someone("Lou") with { Purposes = ["account"] });
        await using var phone = await instance.TakePhoneAsync();
        var sheet = new DecisionSheet(phone.Page);
        await phone.TapAsync(asked.Link);
        await phone.SeeAsync("decide");
        await AnswerAsync(sheet, sheet.Yes);
        await phone.AssertOutcomeAsync("granted");

        var answer = await signUp.Api.PostAsync(
            $"/api/v1/registrations/{asked.RegistrationId}/purposes", new { purposes = new[] { "newsletter", "leaderboard" } });
        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        var mail = await signUp.MailAsync(asked.Child, "asks for something new");
        await AssertGatesAsync(asked.Child, news: false);

        await phone.TapAsync(MailedLink.In(mail));
        Assert.Equal(200, await phone.SeeAsync("question"));
        await Assertions.Expect(phone.Page.Locator("main")).ToContainTextAsync("What was allowed before stays as it is, whatever you answer.");
        foreach (var unmade in (ILocator[])[sheet.News, sheet.Leaderboard, sheet.Yes, sheet.No, sheet.Attestation])
        {
            await Assertions.Expect(unmade).Not.ToBeCheckedAsync();
        }

        await AssertGatesAsync(asked.Child, news: false);
        await DecisionSheet.TickAsync(sheet.News);
        await AnswerAsync(sheet, sheet.Yes);
        Assert.Equal(200, await phone.SeeAsync("question-over"));
        await phone.AssertOutcomeAsync("question-granted");
        await Assertions.Expect(phone.Page.Locator(".allowed li")).ToHaveTextAsync(["News about the game"]);
        await AssertGatesAsync(asked.Child, news: true);
        Assert.Contains("News about the game", (await signUp.MailAsync(asked.Child, "A new consent is recorded")).Text, StringComparison.Ordinal);
        Assert.Empty(phone.Complaints);
    }

    [Fact]
    public async Task AParent_KeepsItAsItIs_AndNothingChanges()
    {
        var asked = await signUp.AskAsync(Minor.Someone("Mo") with { Purposes = ["account"] });
        await instance.Parent.DecideAsync(asked.Token, "grant");
        await signUp.Api.PostAsync($"/api/v1/registrations/{asked.RegistrationId}/purposes", new { purposes = new[] { "newsletter" } });
        await using var phone = await instance.TakePhoneAsync();
        var sheet = new DecisionSheet(phone.Page);
        await phone.TapAsync(MailedLink.In(await signUp.MailAsync(asked.Child, "asks for something new")));
        await phone.SeeAsync("question");
        await AnswerAsync(sheet, sheet.No);
        await phone.AssertOutcomeAsync("question-refused");
        await AssertGatesAsync(asked.Child, news: false);
        await signUp.AssertStateAsync("granted", asked);
        Assert.Empty(phone.Complaints);
    }

    private static async Task AnswerAsync(DecisionSheet sheet, ILocator answer)
    {
        await DecisionSheet.TickAsync(answer);
        await sheet.SignAsync();
        await sheet.Send.ClickAsync();
    }

    private async Task AssertGatesAsync(Minor child, bool news)
    {
        await signUp.AssertGateAsync(child, "account", allowed: true, "granted");
        await signUp.AssertGateAsync(child, "newsletter", news, news ? "granted" : "purposeNotGranted");
        await signUp.AssertGateAsync(child, "leaderboard", allowed: false, "purposeNotGranted");
    }
}
