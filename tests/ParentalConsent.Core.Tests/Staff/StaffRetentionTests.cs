using ParentalConsent.Core.Staff;
using ParentalConsent.Core.Tests.Lives;

namespace ParentalConsent.Core.Tests.Staff;

public sealed class StaffRetentionTests
{
    [Fact]
    public async Task Sweep_RemovesWhatIsOlderThanKept_AndNothingElse()
    {
        var world = new World();
        var who = new StaffMember("Ada", StaffRole.Auditor, StaffSignIn.Key);
        foreach (var age in (TimeSpan[])[TimeSpan.Zero, TimeSpan.FromDays(3 * 365), TimeSpan.FromDays((3 * 365) + 2)])
        {
            await world.StaffLog.PutAsync(
                StaffLogEntry.Of(who, StaffAction.SeeRegistration, null, StaffOutcome.Done, world.Clock.Now - age), default);
        }

        await world.Sweep.ExecuteAsync(default);

        Assert.Equal(2, world.StaffLog.Entries.Count);
    }
}
