using ParentalConsent.Core.Deletion;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Storage.Tests.Deletion;

public sealed class MemoryDeadlineIndexTests : DeadlineIndexContract
{
    protected override Task<IDeadlineIndex> CreateAsync() => Task.FromResult<IDeadlineIndex>(new MemoryDeadlineIndex());
}
