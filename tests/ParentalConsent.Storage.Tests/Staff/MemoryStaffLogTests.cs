using ParentalConsent.Core.Staff;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Storage.Tests.Staff;

public sealed class MemoryStaffLogTests : StaffLogContract
{
    protected override Task<IStaffLog> CreateAsync() => Task.FromResult<IStaffLog>(new MemoryStaffLog());
}
