using ParentalConsent.Core.Cases;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Storage.Tests.Cases;

public sealed class MemoryCasesTests : CasesContract
{
    protected override Task<ICases> CreateAsync() => Task.FromResult<ICases>(new MemoryCases());
}
