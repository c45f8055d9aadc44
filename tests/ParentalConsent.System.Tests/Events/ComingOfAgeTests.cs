using System.Globalization;
using System.Text.Json;
using ParentalConsent.SystemTests.Host;
using ParentalConsent.SystemTests.Leaks;
using Xunit.Abstractions;

namespace ParentalConsent.SystemTests.Events;

/// <summary>The whole way on real storage: a grant puts the month down, the sweep hands it out, and the client reads it in its feed.</summary>
public sealed class ComingOfAgeTests(ITestOutputHelper output) : IAsyncLifetime
{
    private SystemHost host = null!;

    public async Task InitializeAsync() => host = await SystemHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task SubjectComesOfAge_TheClientIsTold_AndTheBirthdayStandsNowhere()
    {
        const string Email = "parent@example.test";
        var ofAge = DateOnly.FromDateTime(host.Clock.GetUtcNow().UtcDateTime.AddDays(100));
        var born = ofAge.AddYears(-18);
        var answer = await host.Client.PostAsync("api/v1/registrations", new
        {
            subjectId = "minor",
            dateOfBirth = Day(born),
            country = "DE",
            parentEmail = Email,
            data = new { nickname = "frog" },
        });
        var id = answer["registrationId"]!;
        await Eventually.TrueAsync(() => host.Mail.For(Email).Count == 1, "the notice");
        await host.Parent.DecideAsync(host.Mail.TokenFor(Email), "grant");
        await Eventually.TrueAsync(() => host.Mail.For(Email).Count == 2, "the mail about the grant");
        await host.SweepAsync();
        Assert.Equal(["registration.pending", "consent.granted"], await TypesAsync());
        var search = new LeakSearch(new Dictionary<string, string>
        {
            ["birthday"] = Day(born), ["day it is of age"] = Day(ofAge), ["evening before it, in UTC"] = Day(ofAge.AddDays(-1)),
        });
        Assert.Null((await host.CellsAsync()).Select(cell => search.Find(cell.Bytes)).FirstOrDefault(found => found is not null));
        Assert.Null(host.Storage.Calls.Select(call => search.Find(call.Target) ?? search.Find(call.Body)).FirstOrDefault(found => found is not null));

        host.Clock.Advance(TimeSpan.FromDays(101));
        await host.SweepAsync();
        await Eventually.TrueAsync(async () => (await TypesAsync()).Contains("subject.of_age"), "the client told");
        await Eventually.TrueAsync(
            () => host.Storage.Calls.Any(call => call.Kind == "comings-of-age delete"), "the message done");
        var told = JsonDocument.Parse((await host.Client.GetAsync("api/v1/events")).Body).RootElement.GetProperty("events").EnumerateArray().Last();
        Assert.Equal(id, told.GetProperty("data").GetProperty("registrationId").GetString());
        Assert.Equal(born.AddYears(18), DateOnly.FromDateTime(told.GetProperty("timestamp").GetDateTimeOffset().UtcDateTime.AddHours(3)));

        // Nothing is put down any more, and who comes again is told nothing twice.
        Assert.DoesNotContain((await host.CellsAsync()).Select(cell => System.Text.Encoding.UTF8.GetString(cell.Bytes)), cell => cell.StartsWith("ofage-", StringComparison.Ordinal));
        await host.SweepAsync();
        Assert.Single(await TypesAsync(), "subject.of_age");
        output.WriteLine($"Storage: {new Storage.CallCount(host.Storage.Calls.Where(call => call.Kind.StartsWith("comings", StringComparison.Ordinal)))}");
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task<IReadOnlyList<string>> TypesAsync() =>
        [.. JsonDocument.Parse((await host.Client.GetAsync("api/v1/events")).Body).RootElement.GetProperty("events").EnumerateArray()
            .Select(told => told.GetProperty("type").GetString()!)];
}
