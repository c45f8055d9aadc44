using System.Text.Json;
using ParentalConsent.Core.Webhooks;

namespace ParentalConsent.Storage.Tests.Webhooks;

public abstract class WebhookStatesContract
{
    protected abstract Task<IWebhookStates> CreateAsync();

    [Fact]
    public async Task Nothing_BeginsWithTheOldest()
    {
        var (state, version) = await (await CreateAsync()).FindAsync("games", default);
        Assert.Null(version);
        Assert.Equal(JsonSerializer.Serialize(new WebhookState()), JsonSerializer.Serialize(state));
    }

    [Fact]
    public async Task Save_KeepsEveryField()
    {
        var states = await CreateAsync();
        var full = new WebhookState
        {
            Cursor = 42,
            Held = [new HeldEvent(7, Samples.Hex(32), 3, Samples.Now.AddHours(-1), Samples.Now), new HeldEvent(9, Samples.Hex(32), 0, Samples.Now, Samples.Now)],
            NotBefore = Samples.Now.AddMinutes(1),
            FailingSince = Samples.Now.AddMinutes(2),
            LastSuccessAt = Samples.Now.AddMinutes(3),
            LastStatus = "500",
            PausedAt = Samples.Now.AddMinutes(4),
            ProbeAt = Samples.Now.AddMinutes(5),
            GivenUp = 2,
            Run = Samples.Hex(16),
            BusyUntil = Samples.Now.AddMinutes(6),
            Again = true,
            WakeAt = Samples.Now.AddMinutes(7),
        };
        Assert.DoesNotContain(
            typeof(WebhookState).GetProperties(),
            property => property.CanWrite && Equals(property.GetValue(full), property.GetValue(new WebhookState())));
        var saved = await states.TrySaveAsync("games", new StoredWebhook(new WebhookState(), null), full, default);
        var found = await states.FindAsync("games", default);
        Assert.Equal(JsonSerializer.Serialize(full), JsonSerializer.Serialize(found.State));
        Assert.Equal(saved!.Version, found.Version);
        Assert.Null((await states.FindAsync("others", default)).Version);
    }

    [Fact]
    public async Task Save_OfWhatHasChanged_IsRefused()
    {
        var states = await CreateAsync();
        var none = await states.FindAsync("games", default);
        var first = await states.TrySaveAsync("games", none, new WebhookState { Cursor = 1 }, default);
        Assert.Null(await states.TrySaveAsync("games", none, new WebhookState { Cursor = 2 }, default));
        var second = await states.TrySaveAsync("games", first!, new WebhookState { Cursor = 3 }, default);
        Assert.Null(await states.TrySaveAsync("games", first!, new WebhookState { Cursor = 4 }, default));
        Assert.NotNull(await states.TrySaveAsync("games", second!, new WebhookState { Cursor = 5 }, default));
        Assert.Equal(5, (await states.FindAsync("games", default)).State.Cursor);
    }

    [Fact]
    public async Task Save_ByManyAtOnce_IsWonByOne()
    {
        var states = await CreateAsync();
        var none = await states.FindAsync("games", default);
        var won = await Task.WhenAll(Enumerable.Range(1, 10).Select(
            number => Task.Run(() => states.TrySaveAsync("games", none, new WebhookState { Cursor = number }, default))));
        Assert.Single(won.OfType<StoredWebhook>());
    }
}
