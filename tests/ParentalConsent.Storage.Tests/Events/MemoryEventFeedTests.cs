using ParentalConsent.Core.Events;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Storage.Tests.Events;

public sealed class MemoryEventFeedTests : EventFeedContract
{
    protected override Task<IEventFeed[]> CreateAsync(int instances)
    {
        var feed = new MemoryEventFeed(Clock);
        return Task.FromResult(Enumerable.Repeat<IEventFeed>(feed, instances).ToArray());
    }
}
