using ParentalConsent.Core.Holds;
using ParentalConsent.Storage.Holds;
using ParentalConsent.Storage.Tests.Tables;

namespace ParentalConsent.Storage.Tests.Holds;

public sealed class TableHoldsTests : HoldsContract
{
    protected override async Task<IHolds> CreateAsync() => new TableHolds(await FreshTables.CreateAsync());
}
