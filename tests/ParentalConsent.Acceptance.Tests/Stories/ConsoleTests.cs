using System.Net;
using Microsoft.Playwright;
using ParentalConsent.Acceptance.Tests.Pages;
using ParentalConsent.Acceptance.Tests.People;
using ParentalConsent.Acceptance.Tests.Run;

namespace ParentalConsent.Acceptance.Tests.Stories;

[Collection(InstanceGroup.Name)]
public sealed class ConsoleTests(Instance instance)
{
    [Fact]
    public async Task AnAdministrator_FindsADeletion_ItsStepsAndItsProof_OnAPhone()
    {
        var deletionId = await RefuseAsync();
        await using var phone = await instance.TakePhoneAsync();
        var desk = new ConsoleDesk(phone);
        await desk.SignInAsync(instance);
        for (var looks = 0; looks < 60 && await phone.Page.Locator("#overdue").InnerTextAsync() != "0"; looks++)
        {
            // Of the client whose days last a second, something can fall due between two sweeps.
            await Task.Delay(TimeSpan.FromSeconds(1));
            await phone.Page.ReloadAsync();
        }

        await Assertions.Expect(phone.Page.Locator("#overdue")).ToHaveTextAsync("0");

        await desk.FollowAsync("Deletion log");
        await phone.SeeAsync("deletion-log");
        var row = phone.Page.GetByRole(AriaRole.Link, new() { Name = deletionId });
        await Assertions.Expect(row).ToBeVisibleAsync();
        await desk.FilterAsync(instance.Run.ClientId, "expired");
        await Assertions.Expect(row).ToHaveCountAsync(0);
        await desk.FilterAsync(instance.Run.ClientId, "refused");
        await Assertions.Expect(row).ToBeVisibleAsync();

        await row.ClickAsync();
        Assert.Equal(200, await phone.SeeAsync("deletion"));
        await Assertions.Expect(phone.Page.Locator("#reason")).ToHaveTextAsync("Refused – the guardian said no");
        await Assertions.Expect(phone.Page.Locator("#recomputed")).ToContainTextAsync("The same");
        await Assertions.Expect(phone.Page.Locator("#steps > li")).ToHaveCountAsync(5);

        await desk.FollowAsync("Verify the log");
        Assert.Equal(200, await phone.SeeAsync("verification"));
        await Assertions.Expect(phone.Page.Locator("#verdict")).ToHaveAttributeAsync("data-holds", "yes");
        Assert.Empty(phone.Complaints);
    }

    [Fact]
    public async Task TheExport_HasTheFilteredRows_AndNoOthers()
    {
        var deletionId = await RefuseAsync();
        await using var phone = await instance.TakePhoneAsync();
        var desk = new ConsoleDesk(phone);
        await desk.SignInAsync(instance);
        await desk.FollowAsync("Deletion log");
        await desk.FilterAsync(instance.Run.ClientId, "refused");

        var download = await phone.Page.RunAndWaitForDownloadAsync(() => desk.FollowAsync("Export as CSV"));

        Assert.Equal("deletion-log.csv", download.SuggestedFilename);
        using var reader = new StreamReader(await download.CreateReadStreamAsync());
        var lines = (await reader.ReadToEndAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("sequence,loggedAt,deletionId,", lines[0], StringComparison.Ordinal);
        Assert.Single(lines, line => line.Contains(deletionId, StringComparison.Ordinal));
        Assert.All(lines[1..], line => Assert.Contains($",{instance.Run.ClientId},refused,deleted,", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AWrongKey_OpensNothing()
    {
        await using var phone = await instance.TakePhoneAsync();
        await new ConsoleDesk(phone).EnterKeyAsync("wrong");

        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("This is not the console key.");
        Assert.Equal(403, await phone.SeeAsync("sign-in"));
        Assert.Empty(await phone.CookiesAsync());
        foreach (var path in (string[])["/console/deletion-log", "/console/deletion-log.csv", "/console/verification"])
        {
            await phone.GoAsync(path);
            await phone.SeeAsync("sign-in");
        }
    }

    [Fact]
    public async Task ASession_IsACookieThatScriptsAndOtherSitesDoNotGet_AndEndsWithSignOut()
    {
        await using var phone = await instance.TakePhoneAsync();
        var desk = new ConsoleDesk(phone);
        await desk.SignInAsync(instance);
        var cookie = Assert.Single(await phone.CookiesAsync());
        Assert.True(cookie is { HttpOnly: true, SameSite: SameSiteAttribute.Strict, Path: "/console" }, cookie.Name);
        Assert.DoesNotContain(instance.Run.ConsoleKey, cookie.Value, StringComparison.Ordinal);

        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await phone.SeeAsync("sign-in");
        Assert.Empty(await phone.CookiesAsync());
        await phone.GoAsync("/console/deletion-log");
        await phone.SeeAsync("sign-in");
    }

    /// <returns>The deletion's id.</returns>
    private async Task<string> RefuseAsync()
    {
        var asked = await instance.SignUp.AskAsync(Minor.Someone());
        Assert.Equal(HttpStatusCode.OK, (await instance.Parent.DecideAsync(asked.Token, "refuse")).Status);
        var deleted = await instance.SignUp.WaitUntilDeletedAsync(asked, "refused");
        await instance.Administrator.EntryOfAsync(asked.RegistrationId);
        return deleted.Json.GetProperty("deletion").GetProperty("deletionId").GetString()!;
    }
}
