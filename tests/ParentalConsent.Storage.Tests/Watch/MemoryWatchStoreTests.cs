using ParentalConsent.Core.Watch;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Storage.Tests.Watch;

public sealed class MemoryWatchStoreTests : WatchStoreContract
{
    protected override Task<IWatchStore> CreateAsync() => Task.FromResult<IWatchStore>(new MemoryWatchStore());
}
