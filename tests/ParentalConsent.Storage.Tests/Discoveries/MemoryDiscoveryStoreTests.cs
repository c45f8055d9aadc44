using ParentalConsent.Core.Discoveries;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Storage.Tests.Discoveries;

public sealed class MemoryDiscoveryStoreTests : DiscoveryStoreContract
{
    protected override Task<IDiscoveryStore> CreateAsync() => Task.FromResult<IDiscoveryStore>(new MemoryDiscoveryStore(Clock));
}
