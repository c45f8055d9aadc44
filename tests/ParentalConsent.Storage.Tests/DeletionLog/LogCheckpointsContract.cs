using ParentalConsent.Core.DeletionLog;

namespace ParentalConsent.Storage.Tests.DeletionLog;

/// <summary>What every keeper of checkpoints does.</summary>
public abstract class LogCheckpointsContract
{
    protected abstract Task<ILogCheckpoints> CreateAsync();

    [Fact]
    public async Task Empty_HasNone()
    {
        var checkpoints = await CreateAsync();
        Assert.Null(await checkpoints.ReadLatestAsync(default));
        Assert.Null(await checkpoints.ReadAnchorAsync(default));
        Assert.Empty(await KeptAsync(checkpoints));
    }

    [Fact]
    public async Task Replace_KeepsTheOneBefore_OnlyWhereTheNumberIsAnother()
    {
        var checkpoints = await CreateAsync();
        Assert.True(await checkpoints.TryReplaceAsync(null, new StoredCheckpoint(1, "a"), default));
        Assert.True(await checkpoints.TryReplaceAsync(await checkpoints.ReadLatestAsync(default), new StoredCheckpoint(1, "b"), default));
        Assert.Empty(await KeptAsync(checkpoints));
        Assert.True(await checkpoints.TryReplaceAsync(await checkpoints.ReadLatestAsync(default), new StoredCheckpoint(2, "c"), default));
        Assert.Equal([(1, "b")], await KeptAsync(checkpoints));
        Assert.True(await checkpoints.ReadLatestAsync(default) is { Number: 2, Signed: "c" });
    }

    [Fact]
    public async Task Kept_IsFoundByItsNumber_AndTheLatestIsNot()
    {
        var checkpoints = await CreateAsync();
        Assert.True(await checkpoints.TryReplaceAsync(null, new StoredCheckpoint(1, "a"), default));
        Assert.Null(await checkpoints.FindKeptAsync(1, default));
        Assert.True(await checkpoints.TryReplaceAsync(await checkpoints.ReadLatestAsync(default), new StoredCheckpoint(2, "b"), default));
        Assert.True(await checkpoints.FindKeptAsync(1, default) is { Number: 1, Signed: "a" });
        Assert.Null(await checkpoints.FindKeptAsync(2, default));
        await checkpoints.RemoveAsync(1, default);
        Assert.Null(await checkpoints.FindKeptAsync(1, default));
    }

    [Fact]
    public async Task Replace_OfWhatIsNoLongerTheLatest_ChangesNothing()
    {
        var checkpoints = await CreateAsync();
        Assert.True(await checkpoints.TryReplaceAsync(null, new StoredCheckpoint(1, "a"), default));
        var old = await checkpoints.ReadLatestAsync(default);
        Assert.True(await checkpoints.TryReplaceAsync(old, new StoredCheckpoint(2, "b"), default));
        Assert.False(await checkpoints.TryReplaceAsync(old, new StoredCheckpoint(2, "c"), default));
        Assert.False(await checkpoints.TryReplaceAsync(old, new StoredCheckpoint(1, "c"), default));
        Assert.False(await checkpoints.TryReplaceAsync(null, new StoredCheckpoint(1, "c"), default));
        Assert.Equal([(1, "a")], await KeptAsync(checkpoints));
        Assert.Equal("b", (await checkpoints.ReadLatestAsync(default))!.Signed);
    }

    [Fact]
    public async Task Replace_ByTwoAtOnce_IsWonByOne()
    {
        var checkpoints = await CreateAsync();
        Assert.True(await checkpoints.TryReplaceAsync(null, new StoredCheckpoint(1, "a"), default));
        var latest = await checkpoints.ReadLatestAsync(default);
        var won = await Task.WhenAll(Enumerable.Range(0, 4).Select(
            number => Task.Run(() => checkpoints.TryReplaceAsync(latest, new StoredCheckpoint(2, $"{number}"), default))));
        Assert.Single(won, true);
    }

    [Fact]
    public async Task Kept_AreReadInOrder_AfterANumber_AndRemovedUpToOne()
    {
        var checkpoints = await CreateAsync();
        for (var number = 1; number <= 12; number++)
        {
            Assert.True(await checkpoints.TryReplaceAsync(await checkpoints.ReadLatestAsync(default), new StoredCheckpoint(number, $"{number}"), default));
        }

        Assert.Equal(Enumerable.Range(1, 11).Select(number => (long)number), (await KeptAsync(checkpoints)).Select(kept => kept.Number));
        Assert.Equal([10L, 11L], (await KeptAsync(checkpoints, 9)).Select(kept => kept.Number));
        await checkpoints.RemoveAsync(9, default);
        await checkpoints.RemoveAsync(9, default);
        Assert.Equal([10L, 11L], (await KeptAsync(checkpoints)).Select(kept => kept.Number));
    }

    [Fact]
    public async Task Anchor_IsReplacedByWhoReadIt()
    {
        var checkpoints = await CreateAsync();
        Assert.True(await checkpoints.TryReplaceAnchorAsync(null, new StoredCheckpoint(3, "a"), default));
        Assert.False(await checkpoints.TryReplaceAnchorAsync(null, new StoredCheckpoint(4, "b"), default));
        var anchor = await checkpoints.ReadAnchorAsync(default);
        Assert.True(await checkpoints.TryReplaceAnchorAsync(anchor, new StoredCheckpoint(5, "c"), default));
        Assert.False(await checkpoints.TryReplaceAnchorAsync(anchor, new StoredCheckpoint(6, "d"), default));
        Assert.True(await checkpoints.ReadAnchorAsync(default) is { Number: 5, Signed: "c" });
        Assert.Null(await checkpoints.ReadLatestAsync(default));
    }

    private static async Task<List<(long Number, string Signed)>> KeptAsync(ILogCheckpoints checkpoints, long after = 0)
    {
        var kept = new List<(long, string)>();
        await foreach (var checkpoint in checkpoints.ReadKeptAsync(after, default))
        {
            kept.Add((checkpoint.Number, checkpoint.Signed));
        }

        return kept;
    }
}
