using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Storage.Tests.Registrations;

/// <summary>Every conditional write against every other: exactly one wins, and what is stored is the winner's.</summary>
public abstract class RegistrationRaces
{
    protected abstract int Rounds { get; }

    protected abstract Task<IRegistrationStore> CreateAsync();

    [Theory]
    [InlineData(RegistrationMove.Grant, RegistrationMove.Expire)]
    [InlineData(RegistrationMove.Grant, RegistrationMove.Refuse)]
    [InlineData(RegistrationMove.Grant, RegistrationMove.Grant)]
    public async Task TrySave_AgainstTrySave_OneWins(RegistrationMove one, RegistrationMove other)
    {
        var store = await CreateAsync();
        var wins = new int[2];
        for (var round = 0; round < Rounds; round++)
        {
            var current = await AddAsync(store, Samples.Data(10));
            var changes = new[] { Change(current, one), Change(current, other) };
            var winner = await RaceAsync(round, changes, change => store.TrySaveAsync(current, change, default));
            wins[winner]++;
            var found = await FindAsync(store, current.Registration.Id);
            Assert.Equal(changes[winner].Registration.Text(), found.Registration.Text());
            Assert.Equal(2, (await store.ReadHistoryAsync(current.Registration.Id, default)).Count);
            Assert.Equal(found.Registration.HoldsData, await store.ReadDataAsync(found, default) is not null);
        }

        Assert.All(wins, won => Assert.True(won > 0, $"wins: {string.Join('/', wins)}"));

        static RegistrationChange Change(StoredRegistration current, RegistrationMove move)
        {
            var change = current.Moved(move, move is RegistrationMove.Expire ? current.Registration.Deadline : Samples.Now);
            return change with
            {
                Registration = change.Registration with { HoldsData = move is not RegistrationMove.Refuse, DecisionId = Samples.Hex(16) },
            };
        }
    }

    [Fact]
    public async Task TrySave_AgainstTryDelete_OneWins()
    {
        var store = await CreateAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var current = await AddAsync(store, Samples.Data(10));
            var granted = current.Moved(RegistrationMove.Grant, Samples.Now);
            Func<Task<bool>>[] writes =
            [
                () => store.TrySaveAsync(current, granted, default),
                () => store.TryDeleteAsync(current, current.Tombstone(), default),
            ];
            var winner = await RaceAsync(round, writes, write => write());
            var found = await FindAsync(store, current.Registration.Id);
            Assert.Equal(winner == 0 ? RegistrationState.Granted : RegistrationState.Deleted, found.Registration.State);
            Assert.Equal(winner == 0 ? 2 : 0, (await store.ReadHistoryAsync(current.Registration.Id, default)).Count);
            Assert.Equal(winner == 0, await store.ReadDataAsync(found, default) is not null);
        }
    }

    [Fact]
    public async Task TryDelete_AgainstTryDelete_OneWins()
    {
        var store = await CreateAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var current = await AddAsync(store, Samples.Data(10));
            await RaceAsync(round, new[] { 0, 1 }, _ => store.TryDeleteAsync(current, current.Tombstone(), default));
            Assert.Null((await FindAsync(store, current.Registration.Id)).Registration.Details);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TryAdd_AgainstTryAdd_OneWins(bool overTombstone)
    {
        var store = await CreateAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var id = Samples.Hex(32);
            StoredRegistration? tombstone = null;
            if (overTombstone)
            {
                var old = await AddAsync(store, Samples.Data(10), id);
                Assert.True(await store.TryDeleteAsync(old, old.Tombstone(), default));
                tombstone = await FindAsync(store, id);
            }

            var added = Enumerable.Range(0, 4).Select(_ => (Samples.Registration() with { Id = id, HoldsData = true }).Added()).ToArray();
            var winner = await RaceAsync(
                round, added, change => store.TryAddAsync(change, Samples.Data(change.Registration.Attempt[0]), tombstone, default));
            var found = await FindAsync(store, id);
            Assert.Equal(added[winner].Registration.Text(), found.Registration.Text());
            Assert.Equal(
                Samples.Data(added[winner].Registration.Attempt[0]), (await store.ReadDataAsync(found, default))!.Value.ToArray());
            Assert.Single(await store.ReadHistoryAsync(id, default));
        }
    }

    protected static async Task<StoredRegistration> AddAsync(IRegistrationStore store, byte[]? data, string? id = null)
    {
        var registration = Samples.Registration() with { HoldsData = data is not null };
        registration = registration with { Id = id ?? registration.Id };
        Assert.True(await store.TryAddAsync(registration.Added(), data, null, default));
        return await FindAsync(store, registration.Id);
    }

    protected static Task<StoredRegistration> FindAsync(IRegistrationStore store, RegistrationChange change) =>
        FindAsync(store, change.Registration.Id);

    protected static async Task<StoredRegistration> FindAsync(IRegistrationStore store, string id)
    {
        var found = await store.FindAsync(id, default);
        Assert.NotNull(found);
        return found;
    }

    /// <returns>The place of the one that won.</returns>
    private static async Task<int> RaceAsync<T>(int round, T[] contenders, Func<T, Task<bool>> write)
    {
        // Each gets to go first in turn: who starts first often wins.
        var order = Enumerable.Range(0, contenders.Length).Select(place => (place + round) % contenders.Length).ToArray();
        var results = await Task.WhenAll(order.Select(place => Task.Run(() => write(contenders[place]))));
        Assert.Single(results, won => won);
        return order[Array.IndexOf(results, true)];
    }
}
