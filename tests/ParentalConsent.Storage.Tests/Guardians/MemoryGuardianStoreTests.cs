using ParentalConsent.Core.Guardians;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Storage.Tests.Guardians;

public sealed class MemoryGuardianStoreTests : GuardianStoreContract
{
    protected override Task<IGuardianStore> CreateAsync() => Task.FromResult<IGuardianStore>(new MemoryGuardianStore());
}
