using ParentalConsent.Acceptance.Tests.Pages;
using ParentalConsent.Acceptance.Tests.People;
using ParentalConsent.Acceptance.Tests.Run;
using ParentalConsent.TestKit.Calls;

namespace ParentalConsent.Acceptance.Tests.Stories;

[Collection(InstanceGroup.Name)]
public sealed class ParentSaysNoTests(Instance instance)
{
    private readonly SignUpFlow signUp = instance.SignUp;

    [Fact]
    public async Task AParent_Refuses_AndEverythingIsDeletedAndLoggedOnce()
    {
        var asked = await signUp.AskAsync(Minor.Someone("Cem"));
        await using var phone = await instance.TakePhoneAsync();
        var sheet = new DecisionSheet(phone.Page);

        await phone.TapAsync(asked.Link);
        await phone.SeeAsync("decide");
        await DecisionSheet.TickAsync(sheet.No);
        await sheet.SignAsync();
        await sheet.Send.ClickAsync();

        Assert.Equal(200, await phone.SeeAsync("outcome"));
        await phone.AssertOutcomeAsync("refused");
        var last = await signUp.MailAsync(asked.Child, "You said no");
        Assert.False(MailedLink.IsIn(last), "nothing is left to decide");
        await AssertDeletedAsync(asked, "refused");
        var entry = await instance.Administrator.EntryOfAsync(asked.RegistrationId);
        Assert.Contains($"/certificates/{entry.GetProperty("deletionId").GetString()}", last.Text, StringComparison.Ordinal);
        Assert.Empty(phone.Complaints);
    }

    [Fact]
    public async Task SomeoneWhoseChildItIsNot_SaysSoWithTheirNameAlone_AndNeverHearsOfItAgain()
    {
        var asked = await signUp.AskAsync(Minor.Someone("Dee"));
        await using var phone = await instance.TakePhoneAsync();
        var sheet = new DecisionSheet(phone.Page);

        await phone.TapAsync(asked.Link);
        await phone.SeeAsync("decide");
        await DecisionSheet.TickAsync(sheet.NotMyChild);
        await sheet.Name.FillAsync("Robin Example");
        await sheet.Send.ClickAsync();

        Assert.Equal(200, await phone.SeeAsync("outcome"));
        await phone.AssertOutcomeAsync("disowned");
        await AssertDeletedAsync(asked, "disowned");
        await instance.WaitUntilMailHasSettledAsync();
        Assert.Equal(asked.Notice.Id, Assert.Single(await instance.Mailbox.ForAsync(asked.Child.ParentEmail)).Id);
    }

    [Fact]
    public async Task AParent_WithdrawsThroughTheReceipt_AsEasilyAsTheyConsented()
    {
        var asked = await signUp.AskAsync(Minor.Someone("Eli"));
        await instance.Parent.DecideAsync(asked.Token, "grant");
        var receipt = await signUp.MailAsync(asked.Child, "You allowed ");
        await using var phone = await instance.TakePhoneAsync();
        var sheet = new DecisionSheet(phone.Page);

        await phone.TapAsync(MailedLink.In(receipt));
        Assert.Equal(200, await phone.SeeAsync("manage"));
        await signUp.AssertStateAsync("granted", asked);
        await sheet.Name.FillAsync("Robin Example");
        await sheet.Withdraw.ClickAsync();

        Assert.Equal(200, await phone.SeeAsync("outcome"));
        await phone.AssertOutcomeAsync("withdrawn");
        await signUp.MailAsync(asked.Child, "You withdrew your consent");
        await AssertDeletedAsync(asked, "withdrawn");
        Assert.Empty(phone.Complaints);
    }

    private async Task AssertDeletedAsync(Asked asked, string reason)
    {
        var answer = await signUp.WaitUntilDeletedAsync(asked, reason);
        var entry = await instance.Administrator.EntryOfAsync(asked.RegistrationId);
        Assert.Equal(reason, entry.GetProperty("reason").GetString());
        Assert.Equal(
            answer.Json.GetProperty("deletion").GetProperty("deletionId").GetString(), entry.GetProperty("deletionId").GetString());
        await instance.Administrator.AssertLogHoldsAsync();
    }
}
