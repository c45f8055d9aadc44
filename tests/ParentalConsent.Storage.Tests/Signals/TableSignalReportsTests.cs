using ParentalConsent.Core.Signals;
using ParentalConsent.Storage.Signals;
using ParentalConsent.Storage.Tests.Tables;

namespace ParentalConsent.Storage.Tests.Signals;

public sealed class TableSignalReportsTests : SignalReportsContract
{
    protected override async Task<ISignalReports> CreateAsync() => new TableSignalReports(await FreshTables.CreateAsync());
}
