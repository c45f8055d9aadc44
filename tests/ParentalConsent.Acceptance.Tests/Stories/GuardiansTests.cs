using System.Net;
using Microsoft.Playwright;
using ParentalConsent.Acceptance.Tests.Pages;
using ParentalConsent.Acceptance.Tests.People;
using ParentalConsent.Acceptance.Tests.Run;
using ParentalConsent.TestKit.Calls;

namespace ParentalConsent.Acceptance.Tests.Stories;

/// <summary>Addresses that were wrong, parents who are none, and parents of more than one child.</summary>
[Collection(InstanceGroup.Name)]
public sealed class GuardiansTests(Instance instance)
{
    private readonly SignUpFlow signUp = instance.SignUp;

    [Fact]
    public async Task NotMyChild_IsNeverAskedAgain_UntilTheyAllowIt()
    {
        var asked = await signUp.AskAsync(Minor.Someone("Fay"));
        await using var phone = await instance.TakePhoneAsync();
        var sheet = new DecisionSheet(phone.Page);
        await phone.TapAsync(asked.Link);
        await phone.SeeAsync("decide");
        await DecisionSheet.TickAsync(sheet.NotMyChild);
        await sheet.Name.FillAsync("Robin Example");
        await sheet.Send.ClickAsync();
        await phone.AssertOutcomeAsync("disowned");
        await signUp.WaitUntilDeletedAsync(asked, "disowned");

        var again = Minor.Someone("Gil") with { ParentEmail = asked.Child.ParentEmail };
        var id = (await signUp.RegisterAsync(again))["registrationId"]!;
        await Eventually.FindAsync("that no mail goes", () => signUp.ReadAsync(id), answer => MailState(answer) == "suppressed");
        await instance.WaitUntilMailHasSettledAsync();
        Assert.Single(await instance.Mailbox.ForAsync(again.ParentEmail));

        await phone.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Allow mails about") }).ClickAsync();
        Assert.Equal(200, await phone.SeeAsync("lift"));
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Allow it again" }).ClickAsync();
        Assert.Equal(200, await phone.SeeAsync("lifted"));
        Assert.Empty(phone.Complaints);

        await signUp.AskAsync(Minor.Someone("Hue") with { ParentEmail = asked.Child.ParentEmail }, mails: 2);
    }

    [Fact]
    public async Task WrongAddress_IsCorrected_TheOldLinkIsDead_AndTheNewOneDecides()
    {
        var wrong = await signUp.AskAsync(Minor.Someone("Ivy"));
        var right = Minor.Someone("Ivy");
        var answer = await signUp.Api.PostAsync(
            $"/api/v1/registrations/{wrong.RegistrationId}/parent-email", new { parentEmail = right.ParentEmail });
        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await instance.Parent.OpenAsync(wrong.Token)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await instance.Parent.DecideAsync(wrong.Token, "notMyChild")).Status);

        var notice = await signUp.MailAsync(right, " asks for your consent ");
        await using var phone = await instance.TakePhoneAsync();
        var sheet = new DecisionSheet(phone.Page);
        await phone.TapAsync(MailedLink.In(notice));
        await phone.SeeAsync("decide");
        await DecisionSheet.TickAsync(sheet.Yes);
        await sheet.SignAsync();
        await sheet.Send.ClickAsync();
        await phone.AssertOutcomeAsync("granted");
        Assert.Equal(wrong.Child.Nickname, (await signUp.DataAsync(wrong.RegistrationId)).Json.GetProperty("nickname").GetString());
        await signUp.MailAsync(right, "You allowed ");
        Assert.Single(await instance.Mailbox.ForAsync(wrong.Child.ParentEmail));
    }

    [Fact]
    public async Task TwoChildrenOfOneParent_AreInOneMail_EachWithItsOwnLink()
    {
        var hasty = instance.HastySignUp;
        var first = await hasty.AskAsync(Minor.Someone("Jan"));
        var second = Minor.Someone("Kit") with { ParentEmail = first.Child.ParentEmail };
        await hasty.RegisterAsync(second);

        var mail = (await instance.Mailbox.WaitForAsync(found =>
            found.IsFor(second.ParentEmail) && found.Text.Contains("also waiting for you", StringComparison.OrdinalIgnoreCase)))[0];
        Assert.Contains("Jan", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Kit", mail.Text, StringComparison.Ordinal);
        var tokens = mail.Text.Split('\n', StringSplitOptions.TrimEntries).Where(line => line.Length == 64 && !line.Contains(' ', StringComparison.Ordinal));
        Assert.Equal(2, tokens.Distinct().Count());
    }

    private static string? MailState(ApiAnswer answer) =>
        answer.Json.GetProperty("mail") is { ValueKind: System.Text.Json.JsonValueKind.Object } mail ? mail.GetProperty("state").GetString() : null;
}
