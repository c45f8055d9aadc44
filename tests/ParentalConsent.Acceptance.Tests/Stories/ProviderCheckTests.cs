using System.Net;
using Microsoft.Playwright;
using ParentalConsent.Acceptance.Tests.Pages;
using ParentalConsent.Acceptance.Tests.People;
using ParentalConsent.Acceptance.Tests.Run;

namespace ParentalConsent.Acceptance.Tests.Stories;

/// <summary>A parent whom an outside provider checks: from our page to its page and back, in a browser.</summary>
[Collection(InstanceGroup.Name)]
public sealed class ProviderCheckTests(Instance instance)
{
    private readonly SignUpFlow signUp = instance.CheckedSignUp!;

    [CheckedClientFact]
    public async Task AParent_GoesToTheProvider_ComesBack_AndTheYesCounts()
    {
        var asked = await signUp.AskAsync(Minor.Someone());
        await using var phone = await instance.TakePhoneAsync();
        await SayYesAsync(phone, asked);
        await signUp.AssertStateAsync("awaitingParent", asked);
        await signUp.AssertGateAsync(asked.Child, "account", allowed: false, "consentPending");

        await AnswerAsync(phone, "I am an adult");

        Assert.Equal(200, await phone.SeeAsync("checkcounts"));
        await signUp.AssertStateAsync("granted", asked);
        await signUp.AssertGateAsync(asked.Child, "account", allowed: true, "granted");
        Assert.Equal("provider", (await signUp.ReadAsync(asked.RegistrationId))["method"]);
        await signUp.MailAsync(asked.Child, "You allowed ");
        await AssertNothingWasToldAsync(phone, asked);
        Assert.Empty(phone.Complaints);
    }

    [CheckedClientFact]
    public async Task ACheckThatFails_CanBeTriedAgain_AndOneThatIsTakenBackEndsTheConsent()
    {
        var asked = await signUp.AskAsync(Minor.Someone());
        await using var phone = await instance.TakePhoneAsync();
        await SayYesAsync(phone, asked);
        await AnswerAsync(phone, "I am not");
        await phone.SeeAsync("checkfailed");

        await phone.TapAsync(asked.Link);
        await phone.SeeAsync("step");
        await Assertions.Expect(phone.Page.Locator("#step")).ToContainTextAsync("You can try it again");
        await AnswerAsync(phone, "I am an adult");
        await phone.SeeAsync("checkcounts");
        await signUp.MailAsync(asked.Child, "You allowed ");

        await phone.Page.GoBackAsync();
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Take back what I said" }).ClickAsync();
        await phone.SeeAsync("checkover");
        await signUp.MailAsync(asked.Child, "no longer counts");
        await signUp.WaitUntilDeletedAsync(asked, "withdrawn");
    }

    [CheckedClientFact]
    public async Task WithoutJavaScript_ItWorksToo_AndTheParentCanStillSayNo()
    {
        var asked = await signUp.AskAsync(Minor.Someone());
        await using var phone = await instance.TakePhoneAsync(javaScript: false);
        await phone.GoAsync("/consent");
        await phone.Page.GetByLabel("Code").FillAsync(asked.Token);
        await phone.Page.GetByRole(AriaRole.Button).ClickAsync();
        await phone.SeeAsync("decide");
        await new DecisionSheet(phone.Page).SayYesAsync();
        await phone.SeeAsync("step");

        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Answer again" }).ClickAsync();
        await phone.SeeAsync("decide");
        var sheet = new DecisionSheet(phone.Page);
        await DecisionSheet.TickAsync(sheet.No);
        await sheet.SignAsync();
        await sheet.Send.ClickAsync();
        await phone.AssertOutcomeAsync("refused");
        await signUp.WaitUntilDeletedAsync(asked, "refused");
    }

    private static async Task SayYesAsync(Phone phone, Asked asked)
    {
        await phone.TapAsync(asked.Link);
        await phone.SeeAsync("decide");
        await new DecisionSheet(phone.Page).SayYesAsync();
        Assert.Equal(200, await phone.SeeAsync("step"));
    }

    private static async Task AnswerAsync(Phone phone, string answer)
    {
        await phone.Page.GetByRole(AriaRole.Link, new() { Name = "Go to Adult Check" }).ClickAsync();
        await phone.SeeAsync("bridge");
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = answer }).ClickAsync();
    }

    /// <summary>What the browser sent to the provider holds nothing of parent or child, and no token.</summary>
    private async Task AssertNothingWasToldAsync(Phone phone, Asked asked)
    {
        var outside = phone.Requests.Where(request => new Uri(request.Url).Authority != instance.Run.BaseUrl.Authority).ToArray();
        Assert.NotEmpty(outside);
        foreach (var request in outside)
        {
            var headers = phone.Finished.Contains(request) ? await request.AllHeadersAsync().WaitAsync(TimeSpan.FromMinutes(1)) : request.Headers;
            var sent = WebUtility.UrlDecode($"{request.Url} {request.PostData} {string.Join(' ', headers.Select(header => $"{header.Key}={header.Value}"))}");
            Assert.All(
                (string[])[asked.Token, asked.RegistrationId, asked.Child.ParentEmail, asked.Child.SubjectId, asked.Child.Nickname, "Robin Example"],
                secret => Assert.DoesNotContain(secret, sent, StringComparison.Ordinal));
        }
    }
}
