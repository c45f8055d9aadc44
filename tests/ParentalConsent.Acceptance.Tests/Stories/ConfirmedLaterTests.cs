using ParentalConsent.Acceptance.Tests.Accessibility;
using ParentalConsent.Acceptance.Tests.Pages;
using ParentalConsent.Acceptance.Tests.People;
using ParentalConsent.Acceptance.Tests.Run;
using ParentalConsent.TestKit.Calls;

namespace ParentalConsent.Acceptance.Tests.Stories;

/// <summary>The parent's mailbox is of the kind that is thrown away, so that a second mail follows the first. A day lasts a second.</summary>
[Collection(InstanceGroup.Name)]
public sealed class ConfirmedLaterTests(Instance instance)
{
    private readonly SignUpFlow signUp = instance.HastySignUp;

    [Fact]
    public async Task AYesByMail_IsConfirmedADayLater_AndCanBeRevokedFromThere()
    {
        var asked = await signUp.AskAsync(Minor.Someone("Cleo").WithThrowAwayMailbox());
        await using var phone = await instance.TakePhoneAsync();
        await phone.TapAsync(asked.Link);
        await phone.SeeAsync("decide");
        await new DecisionSheet(phone.Page).SayYesAsync();
        await phone.AssertOutcomeAsync("granted");
        await phone.AssertFitsAsync("email-plus-granted");
        await signUp.AssertStateAsync("granted", asked);
        Assert.Equal("email-plus", (await signUp.ReadAsync(asked.RegistrationId))["method"]);

        await signUp.MailAsync(asked.Child, "You allowed Pixel Pond");
        var confirmed = await signUp.MailAsync(asked.Child, "you agreed for Cleo. Is that right?");
        Assert.Contains("Name given: Robin Example.", confirmed.Text, StringComparison.Ordinal);

        await phone.TapAsync(MailedLink.In(confirmed));
        await phone.SeeAsync("manage");
        await phone.AssertFitsAsync("email-plus-manage");
        await new DecisionSheet(phone.Page).Name.FillAsync("Robin Example");
        await new DecisionSheet(phone.Page).Withdraw.ClickAsync();
        await phone.AssertOutcomeAsync("withdrawn");
        Assert.Empty(phone.Complaints);
    }
}
