using Microsoft.Playwright;
using ParentalConsent.Acceptance.Tests.Accessibility;
using ParentalConsent.Acceptance.Tests.Pages;
using ParentalConsent.Acceptance.Tests.People;
using ParentalConsent.Acceptance.Tests.Run;
using ParentalConsent.TestKit.Calls;
using ParentalConsent.TestKit.Forms;

namespace ParentalConsent.Acceptance.Tests.Stories;

/// <summary>The parent's address looks much like the child's own, so that a mail alone does not do.</summary>
[Collection(InstanceGroup.Name)]
public sealed class SignedFormTests(Instance instance)
{
    private readonly SignUpFlow signUp = instance.SignUp;

    [Fact]
    public async Task AParent_PrintsSignsAndSends_IsAskedOnceMore_AndAnAdministratorAccepts()
    {
        var asked = await signUp.AskAsync(Minor.Someone("Bea").WithAddressLikeTheParents());
        await using var phone = await instance.TakePhoneAsync();
        var step = new StepSheet(phone);
        await SayYesAsync(phone, asked);
        await step.SeeAsync("FormAwaited");
        await phone.AssertAccessibleAsync("step-form");
        await signUp.AssertGateAsync(asked.Child, "account", allowed: false, "consentPending");

        // The form is one sheet of paper wherever it is printed.
        Assert.Equal(1, StepSheet.PagesOf(await step.PrintAsync("Letter")));
        var printed = await step.PrintAsync("A4");
        Assert.Equal(1, StepSheet.PagesOf(printed));

        await step.SendAsync("form.jpg", "image/jpeg", "<!DOCTYPE html><script>alert(1)</script>"u8.ToArray());
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This is no file that we can take");
        await phone.AssertAccessibleAsync("step-form-error");
        await step.SendAsync("form.png", "image/png", SampleForms.Png);
        await step.SeeAsync("FormReceived");
        await phone.AssertAccessibleAsync("step-received");

        await using var desk = await instance.TakePhoneAsync();
        await ReviewAsync(desk, asked, "Reject: it is not signed", "Rejected");
        var mail = await signUp.MailAsync(asked.Child, "please send the form for Bea again");
        Assert.Contains("There is no signature on it.", mail.Text, StringComparison.Ordinal);

        await phone.TapAsync(MailedLink.In(mail));
        await step.SeeAsync("FormRejected");
        await phone.AssertAccessibleAsync("step-rejected");
        await step.SendAsync("scan.pdf", "application/pdf", printed);
        await step.SeeAsync("FormReceived");
        await ReviewAsync(desk, asked, "It is the form, signed", "Accepted");

        await signUp.AssertStateAsync("granted", asked);
        await signUp.AssertGateAsync(asked.Child, "account", allowed: true, "granted");
        Assert.Equal("signed-form", (await signUp.ReadAsync(asked.RegistrationId))["method"]);
        await signUp.MailAsync(asked.Child, "You allowed Pixel Pond");
        Assert.Empty(phone.Complaints);
        Assert.Empty(desk.Complaints);
    }

    [Fact]
    public async Task AParent_TakesAnotherWay_Calls_AndAnAdministratorRecordsTheConsent()
    {
        var asked = await signUp.AskAsync(Minor.Someone("Ben").WithAddressLikeTheParents());
        await using var phone = await instance.TakePhoneAsync(javaScript: false);
        var step = new StepSheet(phone);
        await phone.GoAsync("/consent");
        await phone.Page.Locator("#token").FillAsync(asked.Token);
        await phone.Page.GetByRole(AriaRole.Button).First.ClickAsync();
        await SayYesAsync(phone);
        await step.SeeAsync("FormAwaited");

        await DecisionSheet.TickAsync(phone.Page.GetByRole(AriaRole.Radio, new() { Name = "A talk by telephone, by video, or in person" }));
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Take this way" }).ClickAsync();
        await step.SeeAsync("CallAwaited");
        var code = await step.Code.InnerTextAsync();

        await using var desk = await instance.TakePhoneAsync();
        await new ConsoleDesk(desk).SignInAsync(instance);
        await desk.GoAsync("/console/attestations");
        await desk.Page.GetByLabel("Code").FillAsync(code.ToLowerInvariant());
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync();
        await Assertions.Expect(desk.Page.Locator("#found")).ToContainTextAsync("Ben");
        await desk.AssertAccessibleAsync("console-attest");
        await desk.Page.GetByLabel("How").SelectOptionAsync("Telephone");
        await desk.Page.GetByLabel("When (UTC)").FillAsync(TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture));
        await DecisionSheet.TickAsync(desk.Page.GetByLabel("I heard or saw this person agree"));
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Record the consent" }).ClickAsync();
        await Assertions.Expect(desk.Page.Locator("h1")).ToHaveTextAsync("Recorded");

        await signUp.AssertStateAsync("granted", asked);
        Assert.Equal("attested", (await signUp.ReadAsync(asked.RegistrationId))["method"]);
        await signUp.AssertGateAsync(asked.Child, "newsletter", allowed: false, "purposeNotGranted");
    }

    private async Task ReviewAsync(Phone desk, Asked asked, string finding, string expected)
    {
        await new ConsoleDesk(desk).SignInAsync(instance);
        await desk.GoAsync("/console/reviews");
        await desk.SeeAsync("reviews");
        await desk.Page.Locator($"a[href='/console/reviews/{asked.RegistrationId}']").ClickAsync();
        await desk.SeeAsync("review");
        await Assertions.Expect(desk.Page.Locator("#expected")).ToContainTextAsync("Robin Example");
        await desk.AssertAccessibleAsync($"console-review-{expected.ToLowerInvariant()}");
        await DecisionSheet.TickAsync(desk.Page.GetByLabel(finding));
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(desk.Page.Locator("h1")).ToHaveTextAsync(expected);
        await desk.GoAsync("/console");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await desk.SeeAsync("sign-in");
    }

    private static async Task SayYesAsync(Phone phone, Asked asked)
    {
        await phone.TapAsync(asked.Link);
        await SayYesAsync(phone);
    }

    private static async Task SayYesAsync(Phone phone)
    {
        await phone.SeeAsync("decide");
        var sheet = new DecisionSheet(phone.Page);
        await DecisionSheet.TickAsync(sheet.News);
        await DecisionSheet.TickAsync(sheet.Yes);
        await sheet.SignAsync();
        await sheet.Send.ClickAsync();
    }
}
