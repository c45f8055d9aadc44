using ParentalConsent.Core.Events;
using ParentalConsent.Storage.Events;
using ParentalConsent.Storage.Tests.Tables;

namespace ParentalConsent.Storage.Tests.Events;

public sealed class TableComingsOfAgeTests : ComingsOfAgeContract
{
    private readonly CountingPolicy calls = new();

    protected override async Task<(IEventFeed Feed, IComingsOfAge Comings)> CreateAsync()
    {
        var table = await FreshTables.CreateAsync(calls);
        return (new TableEventFeed(table, Clock), new TableComingsOfAge(table));
    }

    [Fact]
    public async Task PuttingDown_CostsNoCall_AndALookOne()
    {
        var (feed, comings) = await CreateAsync();
        await feed.AppendAsync("games", [Granted(null)], default);
        calls.Reset();
        await feed.AppendAsync("games", [Granted("203108")], default);
        Assert.Equal(1, calls.Count);
        await comings.ReadBegunAsync("games", new DateTimeOffset(2031, 8, 1, 0, 0, 0, TimeSpan.Zero), default);
        Assert.Equal(2, calls.Count);
    }
}
