using ParentalConsent.Core.Signals;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Storage.Tests.Signals;

public sealed class MemorySignalReportsTests : SignalReportsContract
{
    protected override Task<ISignalReports> CreateAsync() => Task.FromResult<ISignalReports>(new MemorySignalReports());
}
