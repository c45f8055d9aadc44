using Microsoft.Extensions.Logging.Abstractions;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Storage.Registrations;
using ParentalConsent.Storage.Tests.Tables;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Storage.Tests.Registrations;

public sealed class TableRegistrationStoreTests : RegistrationStoreContract
{
    protected override int Rounds => 200;

    protected override async Task<IRegistrationStore> CreateAsync() => new TableRegistrationStore(
        await FreshTables.CreateAsync(),
        new SecretKeys(new MemorySecretSource(), TimeProvider.System),
        NullLogger<TableRegistrationStore>.Instance);
}
