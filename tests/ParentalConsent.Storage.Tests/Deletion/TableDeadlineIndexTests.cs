using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Storage.Deletion;
using ParentalConsent.Storage.Tests.Tables;

namespace ParentalConsent.Storage.Tests.Deletion;

public sealed class TableDeadlineIndexTests : DeadlineIndexContract
{
    private readonly CountingPolicy calls = new();
    private TableClient? table;

    protected override async Task<IDeadlineIndex> CreateAsync() => new TableDeadlineIndex(
        table = await FreshTables.CreateAsync(calls), NullLogger<TableDeadlineIndex>.Instance);

    [Fact]
    public async Task ReadDue_CostsWhatIsDue_NotWhatIsWaiting()
    {
        var index = await CreateAsync();
        await index.AddAsync(Line(DeadlineEntry.Round(Samples.Now)), default);
        Assert.Equal(1, await CallsAsync());
        await Task.WhenAll(Enumerable.Range(0, 1200).Select(
            number => index.AddAsync(Line(Samples.Now.AddMinutes(90 + number)), default)));
        Assert.Equal(1, await CallsAsync());

        async Task<int> CallsAsync()
        {
            calls.Reset();
            Assert.Single(await ReadAsync(index));
            return calls.Count;
        }
    }

    [Fact]
    public async Task Remove_IsOneCallForEachPartition()
    {
        var index = await CreateAsync();
        var entries = Enumerable.Range(0, 101).Select(number => Line(Samples.Now) with { RegistrationId = $"{number:x32}" }).ToList();
        entries.AddRange(Enumerable.Range(0, 3).Select(number => Line(Samples.Now.AddHours(-1)) with { RegistrationId = $"{number:x32}" }));
        await Task.WhenAll(entries.Select(entry => index.AddAsync(entry, default)));
        calls.Reset();
        await index.RemoveAsync(entries, default);
        Assert.Equal(3, calls.Count);
        Assert.Empty(await table!.AllRowsAsync());
    }

    [Fact]
    public async Task LineThatCannotBeRead_DoesNotKeepTheOthers()
    {
        var index = await CreateAsync();
        var entry = Line(DeadlineEntry.Round(Samples.Now));
        await table!.AddEntityAsync(new TableEntity(entry.Partition, "0-not-a-line") { ["Due"] = Samples.Now.AddDays(-1) });
        await index.AddAsync(entry, default);
        Assert.Equal(entry, Assert.Single(await ReadAsync(index)));
    }

    [Fact]
    public async Task Add_WhoseAnswerIsLost_IsAddedOnce()
    {
        var index = await CreateAsync();
        calls.LoseAnswersToWrites();
        await index.AddAsync(Line(Samples.Now), default);
        Assert.Single(await table!.AllRowsAsync());
    }
}
