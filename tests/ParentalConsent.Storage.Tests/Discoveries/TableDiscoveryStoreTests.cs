using System.Text;
using Azure.Data.Tables;
using ParentalConsent.Core.Discoveries;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Storage.Discoveries;
using ParentalConsent.Storage.Registrations;
using ParentalConsent.Storage.Tests.Tables;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Storage.Tests.Discoveries;

public sealed class TableDiscoveryStoreTests : DiscoveryStoreContract
{
    private readonly MemorySecretSource secrets = new();

    [Fact]
    public async Task Lines_AreSealed_EachPartAtItsPlace()
    {
        var (table, store, _) = await ComposeAsync();
        var opened = (await store.TryOpenAsync(New(), default))!;
        var current = (await store.TryAppendAsync(opened, Lines("Marked Mia"), default))!;
        await store.TryAppendAsync(current, Lines("Marked Max"), default);
        var rows = await table.AllRowsAsync();
        Assert.All(rows.SelectMany(row => row.Keys.Select(key => row[key])), value => Assert.DoesNotContain(
            "Marked", value is byte[] bytes ? Encoding.ASCII.GetString(bytes) : $"{value}", StringComparison.Ordinal));

        var (one, two) = (rows.Single(row => row.RowKey == "part-0000000001"), rows.Single(row => row.RowKey == "part-0000000002"));
        one["Sealed"] = two["Sealed"];
        await table.UpdateEntityAsync(one, one.ETag, TableUpdateMode.Replace);
        await Assert.ThrowsAsync<SealException>(() => store.FindPartAsync(opened.Discovery.Id, 1, default));
    }

    [Fact]
    public async Task PartThatIsDone_AndDiscoveryThatLapsed_LeaveNothingSealed()
    {
        var (table, store, _) = await ComposeAsync();
        var opened = (await store.TryOpenAsync(New(), default))!;
        var current = (await store.TryAppendAsync(opened, Lines("a"), default))!;
        current = (await store.TryAppendAsync(current, Lines("b"), default))!;
        await store.TrySaveAsync((await store.FindPartAsync(opened.Discovery.Id, 1, default))!.Stored, [Result(1)], default);
        Assert.Single(await table.AllRowsAsync(), row => row.ContainsKey("Sealed"));

        await store.TrySaveAsync(current, current.Discovery with { Ended = true, Lapsed = true }, default);
        Assert.DoesNotContain(await table.AllRowsAsync(), row => row.ContainsKey("LinesKey"));
        var undone = Assert.Single(await store.ReadUndoneAsync(opened.Discovery.Id, 10, default));
        await store.TrySaveAsync(undone, undone.Part.Rest(), default);
        Assert.DoesNotContain(await table.AllRowsAsync(), row => row.ContainsKey("Sealed"));
    }

    [Fact]
    public async Task Calls_AreAsFewAsPromised()
    {
        var (_, store, calls) = await ComposeAsync();
        var opened = (await store.TryOpenAsync(New(), default))!;
        Assert.Equal(4, Taken());
        var lines = Lines([.. Enumerable.Repeat(new string('x', 100), Discovery.PartLines)]);
        await store.TryAppendAsync(opened, lines, default);
        Assert.Equal(1, Taken());
        var part = (await store.FindPartAsync(opened.Discovery.Id, 1, default))!;
        Assert.Equal(2, Taken());
        var claimed = (await store.TryClaimAsync(part.Stored, Clock.Now.AddMinutes(5), default))!;
        Assert.Equal(1, Taken());

        // The most that a step can come to.
        var errors = Enumerable.Repeat(new DiscoveryError("purposes[999]", "noMethodForCountry"), 10).ToArray();
        await store.TrySaveAsync(
            claimed, [.. Enumerable.Range(1, WorkDiscovery.StepLines).Select(line => new DiscoveryResult(line, DiscoveryOutcome.Invalid, null, errors))], default);
        Assert.Equal(1, Taken());
        Assert.Equal(WorkDiscovery.StepLines, (await ResultsAsync(store, opened.Discovery.Id)).Count);
        Assert.Equal(1, Taken());
        await store.ReadDueAsync(Clock.Now, 50, default);
        Assert.Equal(1, Taken());

        int Taken()
        {
            var count = calls.Count;
            calls.Reset();
            return count;
        }
    }

    [Fact]
    public async Task AnswerLostAfterAWrite_TheWriterKnowsItsOwn()
    {
        var (_, store, calls) = await ComposeAsync();
        calls.LoseAnswersToWrites();
        var opened = (await store.TryOpenAsync(New(), default))!;
        calls.LoseAnswersToWrites();
        var current = (await store.TryAppendAsync(opened, Lines("a", "b"), default))!;
        Assert.Equal(3, current.Discovery.NextLine);
        calls.LoseAnswersToWrites();
        Assert.NotNull(await store.TrySaveAsync(current, current.Discovery with { Ended = true }, default));
        var part = (await store.FindPartAsync(opened.Discovery.Id, 1, default))!;
        calls.LoseAnswersToWrites();
        var claimed = (await store.TryClaimAsync(part.Stored, Clock.Now.AddMinutes(5), default))!;
        Assert.Equal(Clock.Now.AddMinutes(5), claimed.Part.BusyUntil);
        calls.LoseAnswersToWrites();
        Assert.Equal(1, (await store.TrySaveAsync(claimed, [Result(1)], default))!.Part.Done);
        calls.LoseAnswersToWrites(2);
        await store.TryOpenAsync(New(), default);
        for (var place = 2; place < Discovery.MostOpen; place++)
        {
            Assert.NotNull(await store.TryOpenAsync(New(), default));
        }

        Assert.Null(await store.TryOpenAsync(New(), default));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task KilledWhileItIsOpened_LeavesWhatGoesByItself(int killedAtWrite)
    {
        var (table, store, calls) = await ComposeAsync();
        calls.KilledAtWrite = killedAtWrite;
        await Assert.ThrowsAnyAsync<Exception>(() => store.TryOpenAsync(New(), default));
        calls.KilledAtWrite = null;

        // Nothing about anybody: what falls due, a place until then, and a line of the list that leads nowhere.
        Assert.DoesNotContain(await table.AllRowsAsync(), row => row.RowKey == DiscoveryRow.Key);
        var later = Clock.Now + Discovery.ResultsKept;
        foreach (var due in await store.ReadDueAsync(later, 10, default))
        {
            Assert.True(!due.Forget || await store.ForgetAsync(due, default));
            await store.SettleAsync(due, default);
        }

        Assert.Equal(killedAtWrite == 3 ? ["place-0"] : [], (await table.AllRowsAsync()).Select(row => row.RowKey));
        Clock.Now = later;
        for (var place = 0; place < Discovery.MostOpen; place++)
        {
            Assert.NotNull(await store.TryOpenAsync(New(), default));
        }
    }

    [Fact]
    public async Task ManyRows_AreForgottenInSteps()
    {
        var (table, store, _) = await ComposeAsync();
        var discovery = New();
        foreach (var rows in Enumerable.Range(1, 1500).Chunk(100))
        {
            await table.SubmitTransactionAsync(rows.Select(row => new TableTransactionAction(
                TableTransactionActionType.Add, DiscoveryResultRow.Of(discovery.Id, [Result(row)]))));
        }

        var due = DueDiscovery.Of(discovery)[1];
        Assert.False(await store.ForgetAsync(due, default));
        Assert.Equal(500, (await table.AllRowsAsync()).Count);
        Assert.True(await store.ForgetAsync(due, default));
        Assert.Empty(await table.AllRowsAsync());
    }

    protected override async Task<IDiscoveryStore> CreateAsync() => (await ComposeAsync()).Store;

    private async Task<(TableClient Table, TableDiscoveryStore Store, CountingPolicy Calls)> ComposeAsync()
    {
        var calls = new CountingPolicy();
        var table = await FreshTables.CreateAsync(calls);
        calls.Reset();
        return (table, new TableDiscoveryStore(table, new SecretKeys(secrets, Clock), Clock), calls);
    }
}
