using Microsoft.Playwright;
using ParentalConsent.Acceptance.Tests.Run;

namespace ParentalConsent.Acceptance.Tests.Pages;

/// <summary>The administrator's console in a browser.</summary>
public sealed class ConsoleDesk(Phone phone)
{
    public IPage Page => phone.Page;

    public async Task EnterKeyAsync(string key, string name = "Ada Desk")
    {
        await phone.GoAsync("/console");
        await phone.SeeAsync("sign-in");
        await Page.GetByLabel("Your name").FillAsync(name);
        await Page.GetByLabel("Console key").FillAsync(key);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    public async Task SignInAsync(Instance instance)
    {
        await EnterKeyAsync(instance.Run.ConsoleKey);
        Assert.Equal(200, await phone.SeeAsync("overview"));
    }

    /// <summary>As somebody who sees everything there, and does nothing.</summary>
    public async Task SignInAsAuditorAsync(OwnInstance instance)
    {
        await EnterKeyAsync(instance.AuditorKey, "Otto Audit");
        Assert.Equal(200, await phone.SeeAsync("overview"));
    }

    /// <param name="link">As the menu has it.</param>
    public Task FollowAsync(string link) => Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync();

    public async Task FilterAsync(string client, string reason)
    {
        await Page.GetByLabel("Client").SelectOptionAsync(client);
        await Page.GetByLabel("Reason").SelectOptionAsync(reason);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Filter" }).ClickAsync();
    }

    /// <param name="button">What it says.</param>
    public Task PressAsync(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>Loads a page again until it shows what other parts of the service are at.</summary>
    public async Task LookUntilAsync(string what, string selector, string text) => await Eventually.FindAsync(
        what,
        async () =>
        {
            await Page.ReloadAsync();
            return await Page.Locator(selector).CountAsync() == 1 ? await Page.Locator(selector).InnerTextAsync() : "nothing";
        },
        found => found.Contains(text, StringComparison.Ordinal));
}
