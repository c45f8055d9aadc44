using Microsoft.Playwright;
using ParentalConsent.Acceptance.Tests.Pages;
using ParentalConsent.Acceptance.Tests.People;
using ParentalConsent.Acceptance.Tests.Run;
using ParentalConsent.TestKit.Calls;

namespace ParentalConsent.Acceptance.Tests.Accessibility;

/// <summary>
/// The ways to the pages that a parent can come to, by the page's name in pictures; but for those that take a story of their own: that
/// of an expired link, and that of a link which a newer request replaced.
/// </summary>
internal sealed class ParentTour(Instance instance, Phone phone)
{
    private readonly DecisionSheet sheet = new(phone.Page);

    public static IReadOnlyDictionary<string, Func<ParentTour, Task>> Ways { get; } = new Dictionary<string, Func<ParentTour, Task>>
    {
        ["home"] = tour => tour.GoAsync("/", "home"),
        ["start"] = tour => tour.GoAsync("/consent", "start"),
        ["decide"] = tour => tour.OpenAsync(),
        ["decide-long-name"] = tour => tour.OpenAsync(new string('W', 100)),
        ["decide-errors"] = tour => tour.SendNothingAsync(),
        ["decide-not-my-child"] = tour => tour.ChooseNotMyChildAsync(),
        ["outcome-granted"] = tour => tour.SayYesAsync(),
        ["outcome-refused"] = tour => tour.SayNoAsync(),
        ["outcome-disowned"] = tour => tour.SayNotMineAsync(),
        ["ended-granted"] = tour => tour.ComeBackAsync("grant"),
        ["ended-refused"] = tour => tour.ComeBackAsync("refuse"),
        ["manage"] = tour => tour.ManageAsync(),
        ["manage-errors"] = tour => tour.WithdrawWithoutNameAsync(),
        ["outcome-withdrawn"] = tour => tour.EndAsync(tour.sheet.Withdraw, "withdrawn"),
        ["outcome-erased"] = tour => tour.EndAsync(tour.sheet.Erase, "erased"),
        ["invalid"] = tour => tour.OpenDamagedAsync(),
        ["unreadable"] = tour => tour.SendNoFormAsync(),
    };

    private async Task GoAsync(string path, string kind)
    {
        await phone.GoAsync(path);
        await phone.SeeAsync(kind);
    }

    private async Task OpenAsync(string childName = "Kim")
    {
        var asked = await instance.SignUp.AskAsync(Minor.Someone(childName));
        await phone.TapAsync(asked.Link);
        await phone.SeeAsync("decide");
    }

    private async Task SendNothingAsync()
    {
        await OpenAsync();
        await DecisionSheet.TickAsync(sheet.Yes);
        await sheet.Send.ClickAsync();
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
    }

    private async Task ChooseNotMyChildAsync()
    {
        await OpenAsync();
        await DecisionSheet.TickAsync(sheet.NotMyChild);
    }

    private Task SayYesAsync() => DecideAsync(sheet.Yes);

    private Task SayNoAsync() => DecideAsync(sheet.No);

    private async Task DecideAsync(ILocator answer)
    {
        await OpenAsync();
        await DecisionSheet.TickAsync(sheet.News);
        await DecisionSheet.TickAsync(answer);
        await sheet.SignAsync();
        await sheet.Send.ClickAsync();
        await phone.SeeAsync("outcome");
    }

    private async Task SayNotMineAsync()
    {
        await ChooseNotMyChildAsync();
        await sheet.Name.FillAsync("Robin Example");
        await sheet.Send.ClickAsync();
        await phone.SeeAsync("outcome");
    }

    private async Task ComeBackAsync(string decision)
    {
        var asked = await instance.SignUp.AskAsync(Minor.Someone());
        await instance.Parent.DecideAsync(asked.Token, decision);
        await phone.TapAsync(asked.Link);
        await phone.SeeAsync("ended");
    }

    private async Task ManageAsync()
    {
        var asked = await instance.SignUp.AskAsync(Minor.Someone());
        await instance.Parent.DecideAsync(asked.Token, "grant", ["newsletter"]);
        await phone.TapAsync(MailedLink.In(await instance.SignUp.MailAsync(asked.Child, "You allowed ")));
        await phone.SeeAsync("manage");
    }

    private async Task WithdrawWithoutNameAsync()
    {
        await ManageAsync();
        await sheet.Withdraw.ClickAsync();
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
    }

    private async Task EndAsync(ILocator button, string outcome)
    {
        await ManageAsync();
        await sheet.Name.FillAsync("Robin Example");
        await button.ClickAsync();
        await phone.SeeAsync("outcome");
        await phone.AssertOutcomeAsync(outcome);
    }

    private async Task OpenDamagedAsync()
    {
        var asked = await instance.SignUp.AskAsync(Minor.Someone());
        await phone.TapAsync(asked.Link, asked.Token[..^5]);
        await phone.SeeAsync("invalid");
    }

    /// <summary>As a browser would whose extension meddles with forms.</summary>
    private async Task SendNoFormAsync()
    {
        await GoAsync("/consent", "start");
        await phone.Page.EvaluateAsync("() => { document.getElementById('code-form').enctype = 'text/plain'; }");
        await phone.Page.GetByLabel("Code").FillAsync("any");
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Open" }).ClickAsync();
        await phone.SeeAsync("unreadable");
    }
}
