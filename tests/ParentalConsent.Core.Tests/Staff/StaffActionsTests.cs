using ParentalConsent.Core.Staff;

namespace ParentalConsent.Core.Tests.Staff;

public sealed class StaffActionsTests
{
    /// <summary>Stored for years, so they are written out here.</summary>
    [Fact]
    public void Words_AreStable() => Assert.Equal(
        [
            "signIn", "seeRegistration", "seeDeletion", "seeForm", "seePicture", "acceptForm", "rejectForm", "lookUpCode", "recordConsent",
            "seeHold", "setHold", "endHold", "exportDeletionLog", "exportStaffLog", "releaseSafetyStop", "resumeWebhook",
            "deleteRegistration", "retryCase", "resolveStep",
        ],
        StaffActions.Words);

    [Fact]
    public void Auditors_ReadWhatHoldsNoPersonalData_AndNothingElse() => Assert.Equal(
        ["signIn", "seeRegistration", "seeDeletion", "seeHold", "exportDeletionLog", "exportStaffLog"], OpenTo(StaffRole.Auditor));

    [Fact]
    public void Operators_MayDoEverything() => Assert.Equal(StaffActions.Words, OpenTo(StaffRole.Operator));

    [Fact]
    public void WhoHasNoRole_MayDoNothing() => Assert.Empty(OpenTo(StaffRole.None));

    [Fact]
    public void Names_AreNotInTexts()
    {
        var who = new StaffMember("Ada", StaffRole.Operator, StaffSignIn.Key);
        var entry = StaffLogEntry.Of(who, StaffAction.SeeForm, null, StaffOutcome.Begun, default);

        Assert.All([$"{who}", $"{entry}", $"{new StaffLogQuery(Who: "Ada")}"], text => Assert.DoesNotContain("Ada", text, StringComparison.Ordinal));
    }

    private static IEnumerable<string> OpenTo(StaffRole role) => Enum.GetValues<StaffAction>()
        .Where(action => action.IsOpenTo(new StaffMember("Ada", role, StaffSignIn.Key)))
        .Select(action => action.Word());
}
