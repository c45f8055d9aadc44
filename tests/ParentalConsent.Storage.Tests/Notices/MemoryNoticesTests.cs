using ParentalConsent.Core.Notices;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Storage.Tests.Notices;

public sealed class MemoryNoticesTests : NoticesContract
{
    protected override Task<INotices> CreateAsync() => Task.FromResult<INotices>(new MemoryNotices());
}
