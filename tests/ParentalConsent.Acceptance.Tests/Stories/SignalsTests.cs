using Microsoft.Playwright;
using ParentalConsent.Acceptance.Tests.Accessibility;
using ParentalConsent.Acceptance.Tests.Pages;
using ParentalConsent.Acceptance.Tests.People;
using ParentalConsent.Acceptance.Tests.Run;

namespace ParentalConsent.Acceptance.Tests.Stories;

/// <summary>Each sign that the "parent" may be the child, from the yes in the browser to what the console shows of it.</summary>
[Collection(InstanceGroup.Name)]
public sealed class SignalsTests(Instance instance)
{
    /// <summary>Kept for documents (RFC 5737), so nobody's.</summary>
    private const string Home = "203.0.113.7";

    private const string Elsewhere = "198.51.100.20";

    [Fact]
    public Task TheChildsOwnAddress_NeedsASignature() => NeedsASignatureAsync(
        Minor.Someone() is var child ? child with { Email = child.ParentEmail.ToUpperInvariant() } : null!,
        "the address is the child’s own",
        "same-address");

    [Fact]
    public Task ASubAddressOfTheChilds_NeedsASignature() =>
        NeedsASignatureAsync(Minor.Someone().WithAddressLikeTheParents(), "the address is a variant of the child’s", "sub-address");

    [Fact]
    public Task TheChildsAddressWithDots_NeedsASignature() => NeedsASignatureAsync(
        Minor.Someone() is var child ? child with { Email = child.ParentEmail.Replace("parent-", "p.arent-", StringComparison.Ordinal) } : null!,
        "the address is a variant of the child’s",
        "dots");

    [Fact]
    public async Task AThrowAwayMailbox_IsToldASecondTime()
    {
        await using var phone = await instance.TakePhoneAsync();
        await CountsAndIsToldAgainAsync(instance.SignUp, phone, Minor.Someone().WithThrowAwayMailbox(), "a throw-away mailbox", "disposable");
    }

    [OwnInstanceFact]
    public async Task TheChildsNetwork_IsToldASecondTime()
    {
        await using var phone = await instance.TakePhoneAsync(network: Home);
        var child = Minor.Someone() with { Device = new { ipAddress = Home, userAgent = "the child's own browser" } };
        await CountsAndIsToldAgainAsync(instance.SignUp, phone, child, "answered from the child’s network", "same-network");
    }

    [OwnInstanceFact]
    public async Task TheChildsDevice_IsToldASecondTime()
    {
        await using var phone = await instance.TakePhoneAsync(network: Home);
        var child = Minor.Someone() with { Device = new { ipAddress = Home, userAgent = await BrowserOfAsync(phone) } };
        await CountsAndIsToldAgainAsync(
            instance.SignUp, phone, child, "answered from the child’s network with the same browser", "same-device");
    }

    [OwnInstanceFact]
    public async Task AQuickAnswer_IsToldASecondTime()
    {
        await using var phone = await instance.TakePhoneAsync();
        await CountsAndIsToldAgainAsync(instance.Own.QuickSignUp, phone, Minor.Someone(), "answered within seconds", "quick-answer");
    }

    [OwnInstanceFact]
    public async Task TwoWeakSigns_NeedASignature()
    {
        await using var phone = await instance.TakePhoneAsync(network: Home);
        var child = Minor.Someone() with { Device = new { ipAddress = Home, userAgent = "the child's own browser" } };
        await NeedsASignatureAsync(
            instance.Own.QuickSignUp, phone, child, "answered from the child’s network; answered within seconds", "two-weak-signs");
    }

    [OwnInstanceFact]
    public async Task AParentElsewhere_ShowsNoSign()
    {
        await using var phone = await instance.TakePhoneAsync(network: Elsewhere);
        var child = Minor.Someone() with { Email = "kid@family.test", Device = new { ipAddress = Home, userAgent = await BrowserOfAsync(phone) } };
        var asked = await SayYesAsync(instance.SignUp, phone, child);

        await phone.AssertOutcomeAsync("granted");
        Assert.Equal("email", (await instance.SignUp.ReadAsync(asked.RegistrationId))["method"]);
        await using var desk = await SignalsAsync("signal-none");
        await Assertions.Expect(RowOf(desk, asked)).ToHaveCountAsync(0);
    }

    private async Task NeedsASignatureAsync(Minor child, string sign, string picture)
    {
        await using var phone = await instance.TakePhoneAsync(story: $"signal-{picture}");
        await NeedsASignatureAsync(instance.SignUp, phone, child, sign, picture);
    }

    private async Task NeedsASignatureAsync(SignUpFlow signUp, Phone phone, Minor child, string sign, string picture)
    {
        var asked = await SayYesAsync(signUp, phone, child);

        await new StepSheet(phone).SeeAsync("FormAwaited");
        await phone.AssertFitsAsync($"signal-{picture}");
        await signUp.AssertStateAsync("awaitingParent", asked);
        await signUp.AssertGateAsync(child, "account", allowed: false, "consentPending");
        await AssertShownAsync(asked, sign, "Verified", "signed-form", picture);
        Assert.Empty(phone.Complaints);
    }

    private async Task CountsAndIsToldAgainAsync(SignUpFlow signUp, Phone phone, Minor child, string sign, string picture)
    {
        var asked = await SayYesAsync(signUp, phone, child);

        await phone.AssertOutcomeAsync("granted");
        await phone.AssertFitsAsync($"signal-{picture}");
        Assert.Equal("email-plus", (await signUp.ReadAsync(asked.RegistrationId))["method"]);
        await signUp.AssertGateAsync(child, "account", allowed: true, "granted");
        await AssertShownAsync(asked, sign, "Confirmed", "email-plus", picture);
        Assert.Empty(phone.Complaints);
    }

    private static async Task<Asked> SayYesAsync(SignUpFlow signUp, Phone phone, Minor child)
    {
        var asked = await signUp.AskAsync(child);
        await phone.TapAsync(asked.Link);
        await phone.SeeAsync("decide");
        await new DecisionSheet(phone.Page).SayYesAsync();
        return asked;
    }

    private async Task AssertShownAsync(Asked asked, string sign, string needed, string method, string picture)
    {
        await using var desk = await SignalsAsync($"signal-{picture}");
        await Assertions.Expect(RowOf(desk, asked).Locator("td").Nth(2)).ToHaveTextAsync(sign);
        await Assertions.Expect(RowOf(desk, asked)).ToContainTextAsync(needed);
        await Assertions.Expect(RowOf(desk, asked)).ToContainTextAsync(method);
        await desk.AssertFitsAsync($"console-signal-{picture}");
    }

    private async Task<Phone> SignalsAsync(string story)
    {
        var desk = await instance.TakePhoneAsync(story: story);
        await new ConsoleDesk(desk).SignInAsync(instance);
        await desk.GoAsync("/console/signals");
        await desk.SeeAsync("signals");
        return desk;
    }

    private static ILocator RowOf(Phone desk, Asked asked) =>
        desk.Page.Locator("tbody tr").Filter(new() { HasText = asked.RegistrationId });

    private static Task<string> BrowserOfAsync(Phone phone) => phone.Page.EvaluateAsync<string>("() => navigator.userAgent");
}
