using ParentalConsent.SystemTests.Host;
using ParentalConsent.SystemTests.Storage;
using ParentalConsent.TestKit.App;
using Xunit.Abstractions;

namespace ParentalConsent.SystemTests.Budgets;

/// <summary>What whole lives cost the storage account: everything but polling, deletion of queue messages included.</summary>
public sealed class LifeBudgetTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string ParentEmail = "parent@example.test";

    private SystemHost host = null!;

    /// <summary>The test client's day lasts three seconds: three reminders on the first three, then eleven in which nothing is due.</summary>
    public async Task InitializeAsync() => host = await SystemHost.StartAsync(settings => settings["Policy__Path"] = PolicyFolder.Create(
        (id, client) =>
        {
            if (id == AppSettings.TestClientId)
            {
                client["deadlineDays"] = 14;
                client["reminderDays"] = new System.Text.Json.Nodes.JsonArray(1, 2, 3);
                client["timeScale"] = 28800;
            }
        }));

    public async Task DisposeAsync() => await host.DisposeAsync();

    /// <summary>The reminder that was queued with the notice comes later, finds that nobody needs it, and is counted too; likewise that the head of the feed is read, once a process.</summary>
    [Fact]
    public async Task ParentGrants_CostsNineteenAtMost()
    {
        var id = "";
        var steps = new List<(string Step, CallCount Calls)>
        {
            ("register", await host.CountRequestAsync(async () => id = await host.TestClient.RegisterAsync("minor", ParentEmail))),
            ("notice mail", await host.CountWorkAsync("outgoing-mail")),
            ("grant", await host.CountRequestAsync(() => host.Parent.DecideAsync(host.Mail.TokenFor(ParentEmail), "grant"))),
            ("confirmation mail and leftover reminder", await host.CountWorkAsync(["outgoing-mail", "reminders"])),
        };

        var total = Print("A life that ends in a grant", steps);
        var look = await host.CountRequestAsync(() => host.Parent.OpenAsync(host.Mail.TokenFor(ParentEmail)));
        output.WriteLine($"Each look at the page behind a link: {look}");
        Assert.Equal("granted", await host.TestClient.StateAsync(id));
        Assert.Equal(2, host.Mail.Received.Count);
        Assert.InRange(total, 1, 19);
        Assert.Equal(1, look.Total);
    }

    /// <summary>An app that runs knows the head of the feed from the deletion before; one that just started reads it, once, and those of the log.</summary>
    [Fact]
    public async Task NobodyAnswers_ThreeRemindersThenDeletion_CostThirtyOneAtMost()
    {
        var before = await host.TestClient.RegisterAsync("minor before", "before@example.test");
        await host.CountWorkAsync("outgoing-mail");
        await host.CountRequestAsync(() => host.TestClient.PostAsync($"api/v1/registrations/{before}/cancel", new { }));
        await host.CountWorkAsync(["deletions", "reminders"]);
        var id = "";
        var steps = new List<(string Step, CallCount Calls)>
        {
            ("register", await host.CountRequestAsync(async () => id = await host.TestClient.RegisterAsync("minor", ParentEmail))),
            ("notice mail", await host.CountWorkAsync("outgoing-mail")),
            ("three reminders", await host.CountWorkAsync("reminders", 3)),
        };
        Assert.Equal(4, host.Mail.For(ParentEmail).Count);
        await host.SweepAsync();
        var idle = await host.CountRequestAsync(host.SweepAsync);
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        var sweep = await host.CountRequestAsync(host.SweepAsync);
        steps.Add(("deletion", await host.CountWorkAsync("deletions")));

        // A sweep that finds nothing makes the same calls less the message, whatever is stored; of these only the look-up counts.
        output.WriteLine($"An idle sweep: {idle}");
        output.WriteLine($"The sweep that found it: {sweep}");
        Assert.Equal(idle.Total + 1, sweep.Total);
        var handedOut = sweep["deadlines query"] + sweep["deletions put"];
        output.WriteLine($"counted of it: {handedOut}");
        // The head of a shard of the log is read once a process; the deletion before may have been in another shard.
        var total = Print("A life that ends in deletion, without its sweep", steps) + handedOut - steps[^1].Calls["deletionlog read"];
        Assert.InRange(steps[^1].Calls["deletionlog read"], 0, 1);
        output.WriteLine($"with its sweep: {total}");

        Assert.Equal("deleted", await host.TestClient.StateAsync(id));
        Assert.Equal("2", (await host.Console.GetAsync("api/v1/deletion-log/verify"))["entries"]);
        // Two of them for the last mail: that it is expired is saved first, and the guardian's row is read.
        Assert.InRange(total, 1, 31);
    }

    /// <returns>The sum.</returns>
    private int Print(string title, List<(string Step, CallCount Calls)> steps)
    {
        steps.ForEach(step => output.WriteLine($"  {step.Step}: {step.Calls}"));
        var total = steps.Sum(step => step.Calls.Total);
        output.WriteLine($"{title}: {total}");
        return total;
    }
}
