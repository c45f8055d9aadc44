using System.Globalization;
using Microsoft.Playwright;
using ParentalConsent.Acceptance.Tests.People;

namespace ParentalConsent.Acceptance.Tests.Pages;

/// <summary>The sample sign-up site in a child's browser.</summary>
public sealed class SampleSite(Phone phone, Uri url)
{
    private IPage Page => phone.Page;

    /// <summary>Someone with the longest name that the site takes for a nickname: twenty letters and digits.</summary>
    public static Minor Someone()
    {
        var someone = Minor.Someone();
        return someone with { Name = someone.SubjectId.Replace("player-", "WWWWWWWW", StringComparison.Ordinal) };
    }

    public Task OpenAsync() => Page.GotoAsync(url.AbsoluteUri);

    public Task ContinueAsync() => Page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();

    public async Task AnswerAgeAsync(int age)
    {
        await OpenAsync();
        await Page.GetByLabel("Day").FillAsync("2");
        await Page.GetByLabel("Month").FillAsync("1");
        await Page.GetByLabel("Year").FillAsync((TimeProvider.System.GetUtcNow().Year - age).ToString(CultureInfo.InvariantCulture));
        await Page.GetByLabel("Which country do you live in?").SelectOptionAsync("DE");
        await ContinueAsync();
        await Page.GetByLabel("Your nickname").WaitForAsync();
    }

    public async Task CorrectAsync(string parentEmail)
    {
        await Page.GetByLabel("The right e-mail address of your parent").FillAsync(parentEmail);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Ask at this address" }).ClickAsync();
    }

    public async Task AskParentAsync(Minor child)
    {
        await Page.GetByLabel("Your nickname").FillAsync(child.Name);
        await Page.GetByLabel("E-mail address of your parent").FillAsync(child.ParentEmail);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Ask my parent" }).ClickAsync();
    }
}
