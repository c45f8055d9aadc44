using System.Globalization;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Storage.Tables;
using ParentalConsent.SystemTests.Host;
using ParentalConsent.TestKit.App;
using Xunit.Abstractions;

namespace ParentalConsent.SystemTests.Budgets;

/// <summary>What sweeping and deleting cost the storage account.</summary>
public sealed class SweepBudgetTests(ITestOutputHelper output) : IAsyncLifetime
{
    private SystemHost host = null!;

    public async Task InitializeAsync() => host = await SystemHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Sweep_CostsTheSame_With100AndWith20000Waiting()
    {
        await host.Storage.PausePollingAsync();
        await AddWaitingAsync(100);

        // The first one adds the row that later ones replace.
        await host.SweepAsync();
        var idleAmong100 = await host.CountAsync(host.SweepAsync);
        await AddDueAsync(3);
        var dueAmong100 = await host.CountAsync(host.SweepAsync);

        await AddWaitingAsync(19_900);
        var dueAmong20000 = await host.CountAsync(host.SweepAsync);
        await RemoveDueAsync();
        var idleAmong20000 = await host.CountAsync(host.SweepAsync);

        output.WriteLine($"Sweep, nothing due, 100 waiting: {idleAmong100}");
        output.WriteLine($"Sweep, nothing due, 20,000 waiting: {idleAmong20000}");
        output.WriteLine($"Sweep, three due, 100 waiting: {dueAmong100}");
        output.WriteLine($"Sweep, three due, 20,000 waiting: {dueAmong20000}");
        Assert.Equal(idleAmong100.ToString(), idleAmong20000.ToString());
        Assert.Equal(dueAmong100.ToString(), dueAmong20000.ToString());
        Assert.True(dueAmong100["deletions put"] > 0);
    }

    /// <summary>
    /// Batched: the message that hands deletions out (up to 98 each, one shard), the log's transaction with the
    /// first read of its shard's head (up to 98), two appends of events (requested: up to 14 registrations; completed: up to 49), and removing lines of the index (one call per hour and shard). The rest is each one's own: read, save the expiry, read the guardian's row for the last mail, delete.
    /// </summary>
    [Fact]
    public async Task Deleting_CostsFourEach_BesidesWhatIsBatched()
    {
        const int Registrations = 12;
        await host.Storage.PausePollingAsync();
        var ids = new List<string>();
        for (var index = 0; index < Registrations; index++)
        {
            ids.Add(await host.Client.RegisterAsync($"minor-{index}", $"parent-{index}@example.test"));
        }

        await host.CountWorkAsync("outgoing-mail", Registrations);
        host.Clock.Advance(TimeSpan.FromDays(15));
        await host.CountRequestAsync(host.SweepAsync);
        var messages = host.Storage.Calls.Count(call => call.Kind == "deletions put");
        var calls = await host.CountWorkAsync("deletions", messages);

        var own = calls.Of("registrations") + calls.Of("guardians");
        var batched = calls.Of("deletions") + calls.Of("deletionlog") + calls.Of("events") + calls.Of("deadlines");
        output.WriteLine($"Deleting {Registrations}: {calls}; {own / (double)Registrations} each, {batched} batched in {messages} messages");
        Assert.All(await Task.WhenAll(ids.Select(host.Client.StateAsync)), state => Assert.Equal("deleted", state));
        Assert.Equal(calls.Total, own + batched);
        Assert.Equal((Registrations, messages), (calls["registrations read"], calls["deletions delete"]));
        Assert.InRange(own, 1, 4 * Registrations);
        Assert.InRange(messages, 1, 4);
        Assert.InRange(batched, 1, (7 * messages) + 1);
    }

    [Fact]
    public async Task AThousandDue_CostTheLogACallForEachFifty()
    {
        const int Registrations = 1_000;
        await host.Storage.PausePollingAsync();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Registrations),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (number, cancellationToken) => await AddRegistrationAsync(number, cancellationToken));
        host.Clock.Advance(TimeSpan.FromDays(15));
        await host.CountRequestAsync(host.SweepAsync);
        var messages = host.Storage.Calls.Count(call => call.Kind == "deletions put");
        var calls = await host.CountWorkAsync("deletions", messages);

        output.WriteLine($"Deleting {Registrations}: {calls} in {messages} messages");
        Assert.InRange(calls.Of("deletionlog"), 1, Registrations / 50);
        Assert.InRange(calls.Of("registrations"), 1, 4 * Registrations);
        Assert.Equal(Registrations.ToString(CultureInfo.InvariantCulture), (await host.Console.GetAsync("api/v1/deletion-log/verify"))["entries"]);
    }

    private async Task AddRegistrationAsync(int number, CancellationToken cancellationToken)
    {
        var now = host.Clock.GetUtcNow();
        var registration = new Registration
        {
            Id = $"{number % 16:x}{number:x31}",
            ClientId = AppSettings.ClientId,
            Attempt = $"{number:x16}",
            CreatedAt = now,
            Deadline = DeadlineEntry.Round(now.AddDays(14)),
            Purposes = ["account"],
            GuardianHash = $"{number:x32}",
            NoticeVersion = "2026-11-22",
            Details = new PersonalDetails { GuardianEmail = "parent@example.test" },
        };
        await host.Services.GetRequiredService<IDeadlineIndex>().AddAsync(registration.DeadlineEntry, cancellationToken);
        Assert.True(await host.Services.GetRequiredService<IRegistrationStore>().TryAddAsync(
            Registration.Record(registration, nameof(RegistrationState.AwaitingParent), Actor.Client, now), null, tombstone: null, cancellationToken));
    }

    private static DeadlineEntry Entry(int number, DateTimeOffset due) =>
        new($"{number % 16:x}{number:x31}", $"{number:x16}", due);

    /// <summary>Lines ahead of now, the first of them within the hour.</summary>
    private Task AddWaitingAsync(int count)
    {
        var now = host.Clock.GetUtcNow();
        return AddAsync(Enumerable.Range(0, count).Select(number => Entry(number, now.AddMinutes(30 + (number % 14 * 24 * 60)).AddSeconds(number % 60))));
    }

    private Task AddDueAsync(int count) =>
        AddAsync(Enumerable.Range(1, count).Select(number => Entry(number, host.Clock.GetUtcNow().AddMinutes(-number))));

    private async Task RemoveDueAsync()
    {
        var table = host.Tables.GetTableClient(TableNames.Deadlines);
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"Due le {host.Clock.GetUtcNow()}")))
        {
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey);
        }
    }

    private async Task AddAsync(IEnumerable<DeadlineEntry> entries)
    {
        var table = host.Tables.GetTableClient(TableNames.Deadlines);
        var batches = entries.GroupBy(entry => entry.Partition).SelectMany(partition => partition.Chunk(100));
        await Parallel.ForEachAsync(batches, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (batch, cancellationToken) =>
            await table.SubmitTransactionAsync(
                batch.Select(entry => new TableTransactionAction(
                    TableTransactionActionType.UpsertReplace,
                    new TableEntity(entry.Partition, entry.ToString()) { ["Schema"] = 1, ["Due"] = entry.Due })),
                cancellationToken));
    }
}
