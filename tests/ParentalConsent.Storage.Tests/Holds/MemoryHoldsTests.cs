using ParentalConsent.Core.Holds;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Storage.Tests.Holds;

public sealed class MemoryHoldsTests : HoldsContract
{
    protected override Task<IHolds> CreateAsync() => Task.FromResult<IHolds>(new MemoryHolds());
}
