using ParentalConsent.Core.DeletionLog;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Storage.Tests.DeletionLog;

public sealed class MemoryDeletionLogTests : DeletionLogContract
{
    protected override int Rounds => 500;

    protected override Task<IDeletionLog[]> CreateAsync(int instances)
    {
        var log = new MemoryDeletionLog(new MemoryClock());
        return Task.FromResult(Enumerable.Repeat<IDeletionLog>(log, instances).ToArray());
    }
}
