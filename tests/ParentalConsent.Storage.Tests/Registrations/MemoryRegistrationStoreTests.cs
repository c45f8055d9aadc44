using ParentalConsent.Core.Registrations;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Storage.Tests.Registrations;

public sealed class MemoryRegistrationStoreTests : RegistrationStoreContract
{
    protected override int Rounds => 3000;

    protected override Task<IRegistrationStore> CreateAsync() => Task.FromResult<IRegistrationStore>(new MemoryRegistrationStore());
}
