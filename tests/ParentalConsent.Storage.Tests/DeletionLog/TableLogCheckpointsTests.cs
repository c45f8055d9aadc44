using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Storage.DeletionLog;
using ParentalConsent.Storage.Tests.Tables;

namespace ParentalConsent.Storage.Tests.DeletionLog;

public sealed class TableLogCheckpointsTests : LogCheckpointsContract
{
    protected override async Task<ILogCheckpoints> CreateAsync() => new TableLogCheckpoints(await FreshTables.CreateAsync(new CountingPolicy()));
}
