using Microsoft.Playwright;
using ParentalConsent.Acceptance.Tests.Pages;
using ParentalConsent.Acceptance.Tests.People;
using ParentalConsent.Acceptance.Tests.Run;
using ParentalConsent.TestKit.Calls;

namespace ParentalConsent.Acceptance.Tests.Accessibility;

[Collection(InstanceGroup.Name)]
public sealed class AccessibilityTests(Instance instance)
{
    public static TheoryData<string> ParentPages => [.. ParentTour.Ways.Keys];

    [Theory]
    [MemberData(nameof(ParentPages))]
    public async Task EveryParentPage_IsForEveryone(string page)
    {
        await using var phone = await instance.TakePhoneAsync();
        await ParentTour.Ways[page](new ParentTour(instance, phone));

        await phone.AssertAccessibleAsync($"parent-{page}");
    }

    [Fact]
    public async Task EveryConsolePage_IsForEveryone()
    {
        var asked = await instance.SignUp.AskAsync(Minor.Someone());
        await instance.Parent.DecideAsync(asked.Token, "refuse");
        await instance.Administrator.EntryOfAsync(asked.RegistrationId);
        await using var phone = await instance.TakePhoneAsync();
        var desk = new ConsoleDesk(phone);

        await phone.GoAsync("/console");
        await SeeAsync(phone, "sign-in", "console-sign-in");
        await desk.EnterKeyAsync("wrong");
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await SeeAsync(phone, "sign-in", "console-sign-in-refused");
        await desk.SignInAsync(instance);
        await SeeAsync(phone, "overview", "console-overview");
        await desk.FollowAsync("Deletion log");
        await SeeAsync(phone, "deletion-log", "console-deletion-log");
        await phone.Page.Locator("tbody a").First.ClickAsync();
        await SeeAsync(phone, "deletion", "console-deletion");
        await desk.FollowAsync("Verify the log");
        await SeeAsync(phone, "verification", "console-verification");
        foreach (var (path, kind, name) in new[]
        {
            ("/console/deletion-log?from=2000-01-01&to=2000-01-02", "deletion-log", "console-deletion-log-empty"),
            ("/console/deletion-log?reason=none", "deletion-log", "console-deletion-log-errors"),
            ("/console/deletions/none", "notice", "console-no-such-deletion"),
        })
        {
            await phone.GoAsync(path);
            await SeeAsync(phone, kind, name);
        }
    }

    [SignUpSiteFact]
    public async Task EveryPageOfTheSampleSite_IsForEveryone()
    {
        await using var phone = await instance.TakePhoneAsync();
        var site = new SampleSite(phone, instance.Run.SignUpUrl!);
        var child = SampleSite.Someone();

        await site.OpenAsync();
        await phone.AssertAccessibleAsync("sample-age");
        await site.ContinueAsync();
        await Assertions.Expect(phone.Page.GetByText("Enter the date on which you were born").First).ToBeVisibleAsync();
        await phone.AssertAccessibleAsync("sample-age-errors");
        await site.AnswerAgeAsync(child.Age);
        await phone.AssertAccessibleAsync("sample-join");
        await site.AskParentAsync(child);
        await phone.AssertOutcomeAsync("awaitingParent");
        await phone.AssertAccessibleAsync("sample-waiting");
        var link = MailedLink.In(await instance.SignUp.MailAsync(child, " asks for your consent "));
        await instance.Parent.DecideAsync(link.Token, "grant", ["newsletter"]);
        await phone.AssertOutcomeAsync("granted");
        await phone.AssertAccessibleAsync("sample-granted");
    }

    private static async Task SeeAsync(Phone phone, string kind, string name)
    {
        await phone.SeeAsync(kind);
        await phone.AssertAccessibleAsync(name);
    }
}
