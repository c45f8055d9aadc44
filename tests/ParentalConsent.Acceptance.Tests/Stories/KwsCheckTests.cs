using System.Net;
using Microsoft.Playwright;
using ParentalConsent.Acceptance.Tests.Accessibility;
using ParentalConsent.Acceptance.Tests.Pages;
using ParentalConsent.Acceptance.Tests.People;
using ParentalConsent.Acceptance.Tests.Run;

namespace ParentalConsent.Acceptance.Tests.Stories;

/// <summary>A parent whom Kids Web Services mails and checks, in a browser; its part is played by a double.</summary>
[Collection(InstanceGroup.Name)]
public sealed class KwsCheckTests(Instance instance)
{
    [OwnInstanceFact]
    public async Task AParent_IsMailedByTheProvider_WhichSaysThatTheyAreAnAdult_AndTheYesCounts()
    {
        var signUp = instance.Own.KwsSignUp;
        var asked = await signUp.AskAsync(Minor.Someone("Nia"));
        await using var phone = await instance.TakePhoneAsync();
        await phone.TapAsync(asked.Link);
        await phone.SeeAsync("decide");
        await new DecisionSheet(phone.Page).SayYesAsync();
        await new StepSheet(phone).SeeAsync("ProviderAwaited");
        await Assertions.Expect(phone.Page.Locator("#check")).ToContainTextAsync("Kids Web Services has written to you");
        await phone.AssertAccessibleAsync("step-kws");

        var reference = instance.Own.MailedByKws(asked.Child).GetProperty("externalPayload").GetString()!;
        await signUp.AssertGateAsync(asked.Child, "account", allowed: false, "consentPending");
        var returned = $"/consent/returned?status=verified&externalPayload={reference}";
        await phone.GoAsync(returned);
        await phone.SeeAsync("checkwaiting");
        await phone.AssertFitsAsync("check-waits-kws");

        Assert.Equal(HttpStatusCode.OK, await instance.Own.KwsSaysAsync(reference, verified: false));
        await phone.GoAsync(returned);
        await phone.SeeAsync("checkfailed");
        Assert.Equal(HttpStatusCode.OK, await instance.Own.KwsSaysAsync(reference, verified: true));
        await phone.GoAsync(returned);
        await phone.SeeAsync("checkcounts");
        await phone.AssertFitsAsync("check-counts-kws");

        await signUp.AssertStateAsync("granted", asked);
        await signUp.AssertGateAsync(asked.Child, "account", allowed: true, "granted");
        Assert.Equal("provider", (await signUp.ReadAsync(asked.RegistrationId))["method"]);
        await signUp.MailAsync(asked.Child, "You allowed ");
        Assert.Empty(phone.Complaints);
    }
}
