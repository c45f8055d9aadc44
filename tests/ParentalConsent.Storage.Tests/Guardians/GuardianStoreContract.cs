using ParentalConsent.Core.Guardians;
using ParentalConsent.TestKit;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Storage.Tests.Guardians;

/// <summary>What every store of guardians does.</summary>
public abstract class GuardianStoreContract
{
    protected abstract Task<IGuardianStore> CreateAsync();

    [Fact]
    public async Task Add_IsFoundAsItWas_AndOnlyTheFirstCounts()
    {
        var store = await CreateAsync();
        var guardian = Guardian() with { Suppressed = ["games", "school"] };
        Assert.Null(await store.FindAsync(guardian.Hash, default));
        Assert.True(await store.TryAddAsync(guardian, default));
        Assert.False(await store.TryAddAsync(guardian with { Suppressed = [] }, default));
        AssertSame(guardian, (await store.FindAsync(guardian.Hash, default))!.Guardian);
    }

    [Fact]
    public async Task Save_OfWhatHasChangedSince_WritesNothing()
    {
        var store = await CreateAsync();
        var guardian = Guardian();
        await store.TryAddAsync(guardian, default);
        var first = (await store.FindAsync(guardian.Hash, default))!;
        var second = (await store.FindAsync(guardian.Hash, default))!;
        var changed = first.Guardian.Suppress("games");
        Assert.True(await store.TrySaveAsync(first, changed, default));
        Assert.False(await store.TrySaveAsync(second, second.Guardian.Suppress("school"), default));
        AssertSame(changed, (await store.FindAsync(guardian.Hash, default))!.Guardian);
    }

    [Fact]
    public async Task ManyAtOnce_NoneIsLost()
    {
        var store = await CreateAsync();
        var suppress = new SuppressMails(store, new MarkSiblings(new MemoryRegistrationStore(), new MemoryClock(Samples.Now)));
        var hash = Samples.Hex(32);
        var clients = Enumerable.Range(0, 8).Select(number => $"client-{number}").ToArray();
        await Task.WhenAll(clients.Select(client => Task.Run(() => suppress.ExecuteAsync(
            Samples.Registration() with { ClientId = client, MailboxHash = hash }, default))));
        Assert.Equal(clients, (await store.FindAsync(hash, default))!.Guardian.Suppressed.Order());
    }

    [Fact]
    public async Task Prune_ForgetsWhoWasAskedLongAgo_InItsSliceAlone_AndKeepsSuppression()
    {
        var store = await CreateAsync();
        var slice = HashSlice.At(Samples.Now);
        var old = Guardian(slice.From) with { TouchedAt = Samples.Now.AddDays(-31) };
        var suppressed = Guardian(slice.From) with { TouchedAt = Samples.Now.AddDays(-31), Suppressed = ["games"] };
        var recent = Guardian(slice.From) with { TouchedAt = Samples.Now.AddDays(-29) };
        var elsewhere = Guardian(slice.Before ?? "0000") with { TouchedAt = Samples.Now.AddDays(-31) };
        foreach (var guardian in new[] { old, suppressed, recent, elsewhere })
        {
            await store.TryAddAsync(guardian, default);
        }

        await store.PruneAsync(slice, Samples.Now.AddDays(-30), default);
        await store.PruneAsync(slice, Samples.Now.AddDays(-30), default);

        Assert.Null(await store.FindAsync(old.Hash, default));
        AssertSame(
            suppressed with { Asked = [], TouchedAt = null }, (await store.FindAsync(suppressed.Hash, default))!.Guardian);
        AssertSame(recent, (await store.FindAsync(recent.Hash, default))!.Guardian);
        AssertSame(elsewhere, (await store.FindAsync(elsewhere.Hash, default))!.Guardian);
    }

    private static Guardian Guardian(string start = "") => new Guardian { Hash = start + Samples.Hex(32)[start.Length..] }.Remember(
        [
            new AskingMail("games", Samples.Hex(32), Samples.Hex(16), 0, Samples.Now.AddHours(-1), null),
            new AskingMail("school", Samples.Hex(32), Samples.Hex(16), 3, Samples.Now, Samples.Hex(32)),
        ],
        Samples.Now);

    private static void AssertSame(Guardian expected, Guardian found)
    {
        Assert.Equal(expected.Hash, found.Hash);
        Assert.Equal(expected.Suppressed, found.Suppressed);
        Assert.Equal(expected.Asked, found.Asked);
        Assert.Equal(expected.TouchedAt, found.TouchedAt);
    }
}
