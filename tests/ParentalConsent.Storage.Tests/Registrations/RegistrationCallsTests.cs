using ParentalConsent.Core.Registrations;
using ParentalConsent.Storage.Tests.Tables;

namespace ParentalConsent.Storage.Tests.Registrations;

/// <summary>What storage sees of each method, and what becomes of answers that are lost.</summary>
public sealed class RegistrationCallsTests
{
    [Fact]
    public async Task EveryMethod_IsOneCall()
    {
        var fixture = await RegistrationStoreFixture.CreateAsync();
        var added = (Samples.Registration() with { HoldsData = true }).Added();
        fixture.Calls.Reset();
        await fixture.Store.TryAddAsync(added, Samples.Data(64 * 1024), null, default);
        Assert.Equal(1, Take());
        var current = (await fixture.Store.FindAsync(added.Registration.Id, default))!;
        Assert.Equal(1, Take());
        await fixture.Store.ReadDataAsync(current, default);
        Assert.Equal(1, Take());
        await fixture.Store.TrySaveAsync(current, current.Moved(RegistrationMove.Refuse, Samples.Now), default);
        Assert.Equal(1, Take());
        await fixture.Store.ReadHistoryAsync(added.Registration.Id, default);
        Assert.Equal(1, Take());
        current = (await fixture.Store.FindAsync(added.Registration.Id, default))!;
        Take();
        await fixture.Store.TryDeleteAsync(current, current.Tombstone(), default);
        Assert.Equal(1, Take());
        current = (await fixture.Store.FindAsync(added.Registration.Id, default))!;
        Take();
        await fixture.Store.TryAddAsync(added, Samples.Data(1), current, default);
        Assert.Equal(1, Take());

        int Take()
        {
            var count = fixture.Calls.Count;
            fixture.Calls.Reset();
            return count;
        }
    }

    [Theory]
    [InlineData(97, 1)]
    [InlineData(98, 2)]
    [InlineData(196, 2)]
    [InlineData(197, 3)]
    public async Task TryDelete_TakesACallForEveryTransaction(int historyLength, int calls)
    {
        var fixture = await RegistrationStoreFixture.CreateAsync();
        var current = await fixture.AddAsync(dataLength: 64 * 1024, historyLength);
        Assert.True(await fixture.Store.TryDeleteAsync(current, current.Tombstone(), default));
        Assert.Equal(calls, fixture.Calls.Count);
        Assert.Single(await fixture.Table.AllRowsAsync());
    }

    [Fact]
    public async Task LostAnswers_AreRecognisedAsOwnWins()
    {
        var fixture = await RegistrationStoreFixture.CreateAsync();
        var added = (Samples.Registration() with { HoldsData = true }).Added();
        fixture.Calls.LoseAnswersToWrites();
        Assert.True(await fixture.Store.TryAddAsync(added, Samples.Data(10), null, default));

        var current = await fixture.FindAsync(added.Registration.Id);
        fixture.Calls.LoseAnswersToWrites(2);
        var refused = current.Moved(RegistrationMove.Refuse, Samples.Now);
        Assert.True(await fixture.Store.TrySaveAsync(
            current, refused with { Registration = refused.Registration with { HoldsData = false } }, default));
        Assert.Equal(2, (await fixture.Store.ReadHistoryAsync(added.Registration.Id, default)).Count);

        current = await fixture.FindAsync(added.Registration.Id);
        fixture.Calls.LoseAnswersToWrites();
        Assert.True(await fixture.Store.TryDeleteAsync(current, current.Tombstone(), default));

        current = await fixture.FindAsync(added.Registration.Id);
        fixture.Calls.LoseAnswersToWrites();
        Assert.True(await fixture.Store.TryAddAsync(
            added with { Registration = added.Registration with { Attempt = Samples.Hex(16) } }, Samples.Data(10), current, default));
    }

    [Fact]
    public async Task LostAnswer_AfterSomebodyElseWon_IsALoss_AndCostsOneRead()
    {
        var fixture = await RegistrationStoreFixture.CreateAsync();
        var current = await fixture.AddAsync(dataLength: 10);
        Assert.True(await fixture.NewInstance().TrySaveAsync(current, current.Moved(RegistrationMove.Grant, Samples.Now), default));
        fixture.Calls.Reset();
        fixture.Calls.LoseAnswersToWrites();
        Assert.False(await fixture.Store.TryDeleteAsync(current, current.Tombstone(), default));
        Assert.Equal(3, fixture.Calls.Count);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    public async Task KilledWhileDeleting_AnotherRunEndsIt(int killedAt, bool deleted)
    {
        var fixture = await RegistrationStoreFixture.CreateAsync();
        var current = await fixture.AddAsync(dataLength: 64 * 1024, historyLength: 250);
        fixture.Calls.KilledAtWrite = fixture.Calls.Writes + killedAt;
        await Assert.ThrowsAsync<InvalidOperationException>(() => fixture.Store.TryDeleteAsync(current, current.Tombstone(), default));
        fixture.Calls.KilledAtWrite = null;

        current = await fixture.FindAsync(current.Registration.Id);
        Assert.Equal(deleted, current.Registration.State is RegistrationState.Deleted);
        Assert.Equal(deleted, current.Registration.Details is null);
        Assert.True(await fixture.Store.TryDeleteAsync(current, current.Tombstone(), default));
        Assert.Single(await fixture.Table.AllRowsAsync());
    }

    [Fact]
    public async Task KilledWhileDeleting_RegisteringAgain_FindsNoOldHistory()
    {
        var fixture = await RegistrationStoreFixture.CreateAsync();
        var current = await fixture.AddAsync(dataLength: 10, historyLength: 150);
        fixture.Calls.KilledAtWrite = fixture.Calls.Writes + 2;
        await Assert.ThrowsAsync<InvalidOperationException>(() => fixture.Store.TryDeleteAsync(current, current.Tombstone(), default));
        fixture.Calls.KilledAtWrite = null;

        var tombstone = await fixture.FindAsync(current.Registration.Id);
        var again = (Samples.Registration() with { Id = current.Registration.Id }).Added();
        Assert.True(await fixture.Store.TryAddAsync(again, null, tombstone, default));
        Assert.Equal([again.Entry], await fixture.Store.ReadHistoryAsync(current.Registration.Id, default));
    }

    [Fact]
    public async Task RowsThatForeignHandsRemoved_DoNotKeepTheRest()
    {
        var fixture = await RegistrationStoreFixture.CreateAsync();
        var current = await fixture.AddAsync(dataLength: 64 * 1024, historyLength: 5);
        await fixture.Table.DeleteEntityAsync(current.Registration.Id, "history-000003");
        await fixture.Table.DeleteEntityAsync(current.Registration.Id, "data-01");
        Assert.True(await fixture.Store.TryDeleteAsync(current, current.Tombstone(), default));
        Assert.Single(await fixture.Table.AllRowsAsync());
    }

    [Fact]
    public async Task Write_ToARegistrationThatIsGone_IsFalse()
    {
        var fixture = await RegistrationStoreFixture.CreateAsync();
        var current = await fixture.AddAsync(dataLength: 10);
        foreach (var row in await fixture.Table.AllRowsAsync())
        {
            await fixture.Table.DeleteEntityAsync(row.PartitionKey, row.RowKey);
        }

        Assert.False(await fixture.Store.TrySaveAsync(current, current.Mailed(1), default));
        Assert.False(await fixture.Store.TryDeleteAsync(current, current.Tombstone(), default));
        Assert.Empty(await fixture.Table.AllRowsAsync());
    }
}
