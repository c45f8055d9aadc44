using ParentalConsent.Core.Holds;

namespace ParentalConsent.Storage.Tests.Holds;

/// <summary>What every store of holds does.</summary>
public abstract class HoldsContract
{
    protected abstract Task<IHolds> CreateAsync();

    [Fact]
    public async Task Hold_ComesBackAsItWasAdded_AndSaved()
    {
        var holds = await CreateAsync();
        var hold = New();
        Assert.Null(await holds.FindAsync(hold.Id, default));
        Assert.True(await holds.TryAddAsync(hold, default));
        Assert.Equal(hold, (await holds.FindAsync(hold.Id, default))!.Hold);

        var ended = hold.Release("Bob & 李", "It is over, they say", Samples.Now.AddHours(1))! with { Logged = true };
        Assert.True(await holds.TrySaveAsync((await holds.FindAsync(hold.Id, default))!, ended, default));

        Assert.Equal(ended, (await holds.FindAsync(hold.Id, default))!.Hold);
    }

    [Fact]
    public async Task Add_OfAnIdThatIsThere_ChangesNothing()
    {
        var holds = await CreateAsync();
        var hold = New();
        await holds.TryAddAsync(hold, default);

        Assert.False(await holds.TryAddAsync(hold with { Reason = "Another reason, later" }, default));
        Assert.Equal([hold], (await holds.ReadAsync(default)).Select(stored => stored.Hold));
    }

    [Fact]
    public async Task OfManyWhoSave_OneWins()
    {
        var holds = await CreateAsync();
        var hold = New();
        await holds.TryAddAsync(hold, default);
        var read = (await holds.FindAsync(hold.Id, default))!;

        var won = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() =>
            holds.TrySaveAsync(read, hold.Release($"Staff {number}", "It is over, they say", Samples.Now)!, default))));

        Assert.Single(won, one => one);
    }

    [Fact]
    public async Task Reading_ChoosesWhatIsActive_AndWhatIsUnsettled()
    {
        var holds = await CreateAsync();
        var active = New() with { Logged = true };
        var over = New() with { Logged = true, Until = Samples.Now };
        var unlogged = New();
        var expired = (New() with { Until = Samples.Now }).Expire(Samples.Now) with { Logged = true };
        foreach (var hold in (Hold[])[active, over, unlogged, expired])
        {
            await holds.TryAddAsync(hold, default);
        }

        Assert.Equal(Ids(active, over, unlogged), Ids(await holds.ReadActiveAsync(default)));
        Assert.Equal(Ids(over, unlogged), Ids(await holds.ReadUnsettledAsync(Samples.Now, default)));
        Assert.Equal(Ids(unlogged), Ids(await holds.ReadUnsettledAsync(Samples.Now.AddMilliseconds(-1), default)));
        Assert.Equal(Ids(active, over, unlogged, expired), Ids(await holds.ReadAsync(default)));
    }

    [Fact]
    public async Task Prune_RemovesWhatEndedBefore_AndIsLogged()
    {
        var holds = await CreateAsync();
        var ended = New().Release("Ada", "It is over, they say", Samples.Now)! with { Logged = true };
        var later = New().Release("Ada", "It is over, they say", Samples.Now.AddMilliseconds(1))! with { Logged = true };
        var unlogged = New().Release("Ada", "It is over, they say", Samples.Now)!;
        var active = New() with { Logged = true };
        foreach (var hold in (Hold[])[ended, later, unlogged, active])
        {
            await holds.TryAddAsync(hold, default);
        }

        await holds.PruneAsync(Samples.Now.AddMilliseconds(1), default);

        Assert.Equal(Ids(later, unlogged, active), Ids(await holds.ReadAsync(default)));
    }

    private static Hold New() => new(
        Samples.Hex(16), Samples.Hex(24), Samples.Hex(32), "games", "File O'12/2026 – “open”", "Ada", Samples.Now.AddDays(-1), Samples.Now.AddDays(1));

    private static IEnumerable<string> Ids(IEnumerable<StoredHold> holds) => Ids([.. holds.Select(stored => stored.Hold)]);

    private static IEnumerable<string> Ids(params Hold[] holds) => holds.Select(hold => hold.Id).Order(StringComparer.Ordinal);
}
