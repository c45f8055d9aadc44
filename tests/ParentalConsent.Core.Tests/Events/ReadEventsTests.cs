using ParentalConsent.Core.Events;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Core.Tests.Events;

public class ReadEventsTests
{
    private readonly MemoryClock clock = new();
    private readonly MemoryEventFeed feed;

    public ReadEventsTests() => feed = new MemoryEventFeed(clock);

    [Fact]
    public async Task WithoutACursor_BeginsWithTheOldest_AndGoesOnWithTheNext()
    {
        await AppendAsync(5);
        var first = Assert.IsType<ReadEventsResult.Page>(await ReadAsync(null, 2));
        Assert.Equal([1, 2], first.Events.Select(told => told.Sequence));
        Assert.Equal((2, true), (first.Next, first.HasMore));
        var last = Assert.IsType<ReadEventsResult.Page>(await ReadAsync(2, 3));
        Assert.Equal([3, 4, 5], last.Events.Select(told => told.Sequence));
        Assert.Equal((5, false), (last.Next, last.HasMore));
    }

    [Fact]
    public async Task AtTheEnd_KeepsItsCursor()
    {
        Assert.Equal(0, Assert.IsType<ReadEventsResult.Page>(await ReadAsync(null, 9)).Next);
        await AppendAsync(3);
        var page = Assert.IsType<ReadEventsResult.Page>(await ReadAsync(3, 9));
        Assert.Empty(page.Events);
        Assert.Equal((3, false), (page.Next, page.HasMore));
    }

    [Fact]
    public async Task CursorOlderThanWhatIsKept_SaysWhereToGoOn()
    {
        await AppendAsync(3);
        clock.Advance(TimeSpan.FromDays(1));
        await AppendAsync(2);
        await feed.PruneAsync(clock.Now, default);
        Assert.Equal(3, Assert.IsType<ReadEventsResult.CursorTooOld>(await ReadAsync(2, 9)).Oldest);
        Assert.Equal([4, 5], Assert.IsType<ReadEventsResult.Page>(await ReadAsync(3, 9)).Events.Select(told => told.Sequence));
        Assert.Equal([4, 5], Assert.IsType<ReadEventsResult.Page>(await ReadAsync(null, 9)).Events.Select(told => told.Sequence));
        clock.Advance(TimeSpan.FromDays(1));
        await feed.PruneAsync(clock.Now, default);
        Assert.Equal(5, Assert.IsType<ReadEventsResult.CursorTooOld>(await ReadAsync(4, 9)).Oldest);
        Assert.Equal(5, Assert.IsType<ReadEventsResult.Page>(await ReadAsync(null, 9)).Next);
        Assert.Equal(5, Assert.IsType<ReadEventsResult.Page>(await ReadAsync(5, 9)).Next);
    }

    [Fact]
    public async Task CursorThatTheFeedNeverGave_IsUnknown()
    {
        Assert.IsType<ReadEventsResult.CursorUnknown>(await ReadAsync(1, 9));
        await AppendAsync(3);
        Assert.IsType<ReadEventsResult.CursorUnknown>(await ReadAsync(4, 9));
    }

    private Task<ReadEventsResult> ReadAsync(long? after, int limit) => new ReadEvents(feed).ExecuteAsync("games", after, limit, default);

    private Task AppendAsync(int count) => feed.AppendAsync(
        "games",
        [.. Enumerable.Range(0, count).Select(number => new ClientEvent(
            EventType.ConsentGranted, "games", $"{clock.Now.Ticks}", $"{number}", clock.Now))],
        default);
}
