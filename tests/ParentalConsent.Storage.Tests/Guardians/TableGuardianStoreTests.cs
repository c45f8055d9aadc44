using ParentalConsent.Core.Guardians;
using ParentalConsent.Storage.Guardians;
using ParentalConsent.Storage.Tests.Tables;

namespace ParentalConsent.Storage.Tests.Guardians;

public sealed class TableGuardianStoreTests : GuardianStoreContract
{
    protected override async Task<IGuardianStore> CreateAsync() => new TableGuardianStore(await FreshTables.CreateAsync());
}
