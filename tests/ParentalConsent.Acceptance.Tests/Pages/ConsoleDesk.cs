using Microsoft.Playwright;
using ParentalConsent.Acceptance.Tests.Run;

namespace ParentalConsent.Acceptance.Tests.Pages;

/// <summary>The administrator's console in a browser.</summary>
public sealed class ConsoleDesk(Phone phone)
{
    public IPage Page => phone.Page;

    public async Task EnterKeyAsync(string key)
    {
        await phone.GoAsync("/console");
        await phone.SeeAsync("sign-in");
        await Page.GetByLabel("Your name").FillAsync("Ada Desk");
        await Page.GetByLabel("Console key").FillAsync(key);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    public async Task SignInAsync(Instance instance)
    {
        await EnterKeyAsync(instance.Run.ConsoleKey);
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
}
