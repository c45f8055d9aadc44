using System.Net;
using System.Text.Json;
using Microsoft.Playwright;
using ParentalConsent.Acceptance.Tests.Accessibility;
using ParentalConsent.Acceptance.Tests.Pages;
using ParentalConsent.Acceptance.Tests.People;
using ParentalConsent.Acceptance.Tests.Run;

namespace ParentalConsent.Acceptance.Tests.Stories;

/// <summary>A client sends the accounts that it had before it asked for an age.</summary>
[Collection(InstanceGroup.Name)]
public sealed class DiscoveryTests(Instance instance)
{
    private const string Lines = "application/x-ndjson";

    [Fact]
    public async Task AccountsInBulk_AreSeenOnTheirWay_AndEachLineHasItsResult()
    {
        var child = Minor.Someone();
        var adult = Minor.Someone();
        var began = await instance.SignUp.Api.SendAsync(
            HttpMethod.Post, "/api/v1/discoveries", $"{Account(adult, 40)}\n{{\"subjectId\": \"torn\n", Lines);
        Assert.True(began.Status == HttpStatusCode.Accepted, began.Body);
        var id = began["discoveryId"]!;

        await using var phone = await instance.TakePhoneAsync();
        var desk = new ConsoleDesk(phone);
        await desk.SignInAsync(instance);
        await desk.FollowAsync("Discoveries");
        Assert.Equal(200, await phone.SeeAsync("discoveries"));
        await phone.AssertAccessibleAsync("console-discoveries");
        await phone.Page.Locator($"tr[data-discovery='{id}'] a").ClickAsync();
        Assert.Equal(200, await phone.SeeAsync("discovery"));
        await desk.LookUntilAsync("two lines worked off", "main", "2 of 2");
        await Assertions.Expect(phone.Page.Locator("[data-state]")).ToHaveAttributeAsync("data-state", "receiving");
        await AssertOutcomesAsync(phone, ("NotRequired", 1), ("Invalid", 1), ("Pending", 0));
        await phone.AssertAccessibleAsync("console-discovery-receiving");

        var rest = await instance.SignUp.Api.SendAsync(
            HttpMethod.Put, $"/api/v1/discoveries/{id}/lines?from=3&end=true", $"{Account(child, 9)}\n{Account(child, 9)}\n", Lines);
        Assert.True(rest.Status == HttpStatusCode.Accepted, rest.Body);
        await phone.Page.GetByRole(AriaRole.Link, new() { Name = "follow it" }).ClickAsync();
        await Assertions.Expect(phone.Page.Locator("[data-state]")).ToHaveAttributeAsync("data-state", "finished");
        await Assertions.Expect(phone.Page.Locator("main")).ToContainTextAsync("4 of 4");
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Link, new() { Name = "Stop following" })).ToHaveCountAsync(0);
        await AssertOutcomesAsync(phone, ("NotRequired", 1), ("Invalid", 1), ("Pending", 1), ("Duplicate", 1));
        await phone.AssertAccessibleAsync("console-discovery");
        Assert.Empty(phone.Complaints);

        var results = (await instance.SignUp.Api.GetAsync($"/api/v1/discoveries/{id}/results")).Body.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        Assert.Equal(
            ["1 notRequired", "2 invalid", "3 pending", "4 duplicate"],
            results.Select(result => $"{result.GetProperty("line")} {result.GetProperty("outcome")}"));
        Assert.Contains("brokenJson", results[1].GetRawText(), StringComparison.Ordinal);
        var csv = await instance.SignUp.Api.GetAsync($"/api/v1/discoveries/{id}/results?format=csv");
        Assert.Equal(5, csv.Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("brokenJson", csv.Body, StringComparison.Ordinal);
        await instance.SignUp.MailAsync(child, " asks for your consent ");
    }

    private static string Account(Minor account, int age) =>
        JsonSerializer.Serialize(new { subjectId = account.SubjectId, age, country = "DE", locale = "en", parentEmail = account.ParentEmail });

    private static async Task AssertOutcomesAsync(Phone phone, params (string Outcome, int Lines)[] outcomes)
    {
        foreach (var (outcome, lines) in outcomes)
        {
            await Assertions.Expect(phone.Page.Locator($"tr[data-outcome='{outcome}'] td")).ToHaveTextAsync($"{lines}");
        }
    }
}
