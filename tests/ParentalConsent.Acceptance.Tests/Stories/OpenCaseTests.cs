using Microsoft.Playwright;
using ParentalConsent.Acceptance.Tests.Accessibility;
using ParentalConsent.Acceptance.Tests.Pages;
using ParentalConsent.Acceptance.Tests.People;
using ParentalConsent.Acceptance.Tests.Run;

namespace ParentalConsent.Acceptance.Tests.Stories;

/// <summary>A client that was asked to delete and says nothing: somebody has to look.</summary>
[Collection(InstanceGroup.Name)]
public sealed class OpenCaseTests(Instance instance)
{
    private const string Reason = "The client told us by letter that it has deleted.";

    [OwnInstanceFact]
    public async Task ACaseThatWaits_IsSeenByAnAuditor_AndTriedAgainAndResolvedByAnOperator()
    {
        var deletionId = await RefuseAsync();
        var row = $"tr[data-case='{deletionId}']";
        const string Step = "tr[data-case-step='clientSystems']";

        await using var reader = await instance.TakePhoneAsync();
        var audit = new ConsoleDesk(reader);
        await audit.SignInAsAuditorAsync(instance.Own);
        await audit.FollowAsync("Cases");
        Assert.Equal(200, await reader.SeeAsync("cases"));
        await audit.LookUntilAsync("the case that needs a person", $"{row} [data-person]", "yes");
        await Assertions.Expect(reader.Page.Locator($"{row} [data-waits]")).ToHaveTextAsync("the client’s own systems");
        await AssertNoButtonsAsync(reader);
        await reader.Page.Locator($"{row} a").ClickAsync();
        Assert.Equal(200, await reader.SeeAsync("deletion"));
        await Assertions.Expect(reader.Page.Locator($"{Step} [data-state]")).ToHaveTextAsync("needs a person");
        await AssertNoButtonsAsync(reader);

        await using var phone = await instance.TakePhoneAsync();
        var desk = new ConsoleDesk(phone);
        await desk.SignInAsync(instance);
        await desk.FollowAsync("Cases");
        await phone.SeeAsync("cases");
        await phone.AssertAccessibleAsync("console-cases");
        await phone.Page.Locator($"{row} a").ClickAsync();
        Assert.Equal(200, await phone.SeeAsync("deletion"));
        await phone.AssertAccessibleAsync("console-case");
        var tries = phone.Page.Locator($"{Step} [data-tries]");
        await Assertions.Expect(tries).ToHaveTextAsync("2");

        await desk.PressAsync("Try again now");
        await Assertions.Expect(tries).ToHaveTextAsync("3");
        await phone.Page.GetByText("Resolve a step").ClickAsync();
        await phone.Page.GetByLabel("Why").First.FillAsync("By letter");
        await desk.PressAsync("Resolve the step");
        await Assertions.Expect(phone.Page.GetByText("Enter why, in 10 to 500 characters")).ToBeVisibleAsync();
        Assert.Equal(422, await phone.SeeAsync("deletion"));
        await phone.AssertAccessibleAsync("console-case-errors");
        await phone.Page.GetByLabel("Why").First.FillAsync(Reason);
        await desk.PressAsync("Resolve the step");

        await Assertions.Expect(phone.Page.Locator($"{Step} [data-state]")).ToHaveTextAsync("resolved by an operator");
        await desk.LookUntilAsync("the end of the case", "#complete", "Complete.");
        await Assertions.Expect(phone.Page.Locator(Step)).ToContainTextAsync(Reason);
        await Eventually.FindAsync("the end of its line", () => CountAsync(phone, row), count => count == 0);

        await desk.FollowAsync("Staff log");
        Assert.Equal(200, await phone.SeeAsync("staff-log"));
        await AssertLoggedAsync(phone, "retryCase", deletionId, "Ada Desk");
        await AssertLoggedAsync(phone, "resolveStep", deletionId, "Ada Desk");
        await AssertLoggedAsync(phone, "seeDeletion", deletionId, "Otto Audit");
        await phone.AssertAccessibleAsync("console-staff-log");
        Assert.Empty(phone.Complaints);
        Assert.Empty(reader.Complaints);
    }

    /// <returns>The deletion's id.</returns>
    private async Task<string> RefuseAsync()
    {
        var signUp = instance.Own.AcknowledgingSignUp;
        var asked = await signUp.AskAsync(Minor.Someone());
        await instance.Parent.DecideAsync(asked.Token, "refuse");
        var deleted = await Eventually.FindAsync(
            "the deletion", () => signUp.ReadAsync(asked.RegistrationId), answer => answer["state"] == "deleted");
        await instance.Administrator.EntryOfAsync(asked.RegistrationId);
        return deleted.Json.GetProperty("deletion").GetProperty("deletionId").GetString()!;
    }

    private static async Task<int> CountAsync(Phone phone, string row)
    {
        await phone.GoAsync("/console/cases");
        await phone.SeeAsync("cases");
        return await phone.Page.Locator(row).CountAsync();
    }

    private static async Task AssertNoButtonsAsync(Phone phone) =>
        await Assertions.Expect(phone.Page.Locator("main").Locator("button, form, input")).ToHaveCountAsync(0);

    /// <summary>Done, by whom, and when.</summary>
    private static async Task AssertLoggedAsync(Phone phone, string what, string deletionId, string who)
    {
        var entry = phone.Page.Locator($"tr[data-what='{what}']").Filter(new() { HasText = deletionId }).Filter(new() { HasText = who }).Filter(new() { HasText = "Done" }).First;
        await Assertions.Expect(entry).ToBeVisibleAsync();
        await Assertions.Expect(entry.Locator("time")).ToHaveAttributeAsync("datetime", new System.Text.RegularExpressions.Regex("^20..-..-..T..:..:..Z$"));
    }
}
