using ParentalConsent.Core.DeletionLog;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Storage.Tests.DeletionLog;

public sealed class MemoryLogCheckpointsTests : LogCheckpointsContract
{
    protected override Task<ILogCheckpoints> CreateAsync() => Task.FromResult<ILogCheckpoints>(new MemoryLogCheckpoints());
}
