using ParentalConsent.Core.Events;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Storage.Tests.Events;

public sealed class MemoryComingsOfAgeTests : ComingsOfAgeContract
{
    protected override Task<(IEventFeed Feed, IComingsOfAge Comings)> CreateAsync()
    {
        var feed = new MemoryEventFeed(Clock);
        return Task.FromResult<(IEventFeed, IComingsOfAge)>((feed, feed));
    }
}
