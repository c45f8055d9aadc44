using ParentalConsent.Core.Cases;
using ParentalConsent.Storage.Cases;
using ParentalConsent.Storage.Tests.Tables;

namespace ParentalConsent.Storage.Tests.Cases;

public sealed class TableCasesTests : CasesContract
{
    protected override async Task<ICases> CreateAsync() => new TableCases(await FreshTables.CreateAsync());
}
