using ParentalConsent.Core.Watch;

namespace ParentalConsent.Storage.Tests.Watch;

/// <summary>What every store of the watch does.</summary>
public abstract class WatchStoreContract
{
    protected abstract Task<IWatchStore> CreateAsync();

    [Fact]
    public async Task Heartbeats_AreMerged_FunctionByFunction()
    {
        var watch = await CreateAsync();
        await watch.BeatAsync(new Heartbeat("Sweep", BeganAt: Samples.Now), default);
        await watch.BeatAsync(new Heartbeat("Mail", Samples.Now, FailedAt: Samples.Now.AddSeconds(1), Failure: "IOException"), default);
        await watch.BeatAsync(new Heartbeat("Sweep", FinishedAt: Samples.Now.AddSeconds(2)), default);

        Assert.Equal(
            [
                new Heartbeat("Mail", Samples.Now, null, Samples.Now.AddSeconds(1), "IOException"),
                new Heartbeat("Sweep", Samples.Now, Samples.Now.AddSeconds(2)),
            ],
            (await watch.ReadAsync(default)).Heartbeats.OrderBy(beat => beat.Function, StringComparer.Ordinal));
    }

    [Fact]
    public async Task SweepState_IsReadAsItWasSaved()
    {
        var watch = await CreateAsync();
        var state = Sample(TimeSpan.FromMinutes(-7)) with
        {
            NothingSettledSince = Samples.Now.AddHours(-1),
            WaitingSince = new Dictionary<string, DateTimeOffset> { ["deletions"] = Samples.Now.AddHours(-2) },
        };
        Assert.Null((await watch.ReadAsync(default)).Sweep);

        Assert.True(await watch.TrySaveAsync(null, state, default));

        var read = (await watch.ReadAsync(default)).Sweep!.Value;
        Assert.Equal(state.Last, read.Last);
        Assert.Equal(state.NothingSettledSince, read.NothingSettledSince);
        Assert.Equal(state.WaitingSince, read.WaitingSince);
    }

    [Fact]
    public async Task OfTwoSweepsAtOnce_OneSaves()
    {
        var watch = await CreateAsync();
        var first = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => watch.TrySaveAsync(null, Sample(null), default)));
        var current = (await watch.ReadAsync(default)).Sweep;
        var second = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => watch.TrySaveAsync(current, Sample(null), default)));

        Assert.Single(first, saved => saved);
        Assert.Single(second, saved => saved);
    }

    [Fact]
    public async Task SafetyStop_IsReadAsItWasSaved_WithItsRelease_UntilItEnds()
    {
        var watch = await CreateAsync();
        var stop = new SafetyStop { Id = Samples.Hex(16), TrippedAt = Samples.Now, Due = 9000, Limit = 5000 };
        Assert.True(await watch.TrySaveAsync(null, stop, default));
        Assert.False(await watch.TrySaveAsync(null, stop, default));
        var first = (await watch.ReadAsync(default)).Stop!;
        Assert.Equal(stop, first.Value);

        var released = stop with
        {
            Logged = true,
            Release = new SafetyRelease(Samples.Hex(16), "Ada", "It is right, I looked.", Samples.Now, 9100, Samples.Now.AddDays(1), true),
        };
        Assert.True(await watch.TrySaveAsync(first, released, default));
        Assert.False(await watch.TrySaveAsync(first, stop, default));
        Assert.False(await watch.TrySaveAsync(first, null, default));
        var second = (await watch.ReadAsync(default)).Stop!;
        Assert.Equal(released, second.Value);

        Assert.True(await watch.TrySaveAsync(second, null, default));
        Assert.Null((await watch.ReadAsync(default)).Stop);
    }

    [Fact]
    public async Task WhatIsOwed_IsReadAsItWasSaved_AndOfTwoSweepsAtOnceOneSaves()
    {
        var watch = await CreateAsync();
        var owed = new OwedBesides(Samples.Now.AddHours(-2), null, 3);
        Assert.Null((await watch.ReadAsync(default)).Owed);
        Assert.True(await watch.TrySaveAsync(null, owed, default));
        Assert.False(await watch.TrySaveAsync(null, OwedBesides.Nothing, default));
        var read = (await watch.ReadAsync(default)).Owed!;
        Assert.Equal(owed, read.Value);

        var changed = new OwedBesides(null, Samples.Now.AddDays(-1), 0);
        Assert.True(await watch.TrySaveAsync(read, changed, default));
        Assert.False(await watch.TrySaveAsync(read, owed, default));
        Assert.Equal(changed, (await watch.ReadAsync(default)).Owed!.Value);
    }

    private static SweepState Sample(TimeSpan? difference) =>
        new() { Last = new SweepFindings(Samples.Now, 7, Samples.Now.AddDays(-1), 6, 5, 4, difference) };
}
