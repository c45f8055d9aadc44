using ParentalConsent.Core.Watch;

namespace ParentalConsent.Core.Tests.Watch;

public sealed class SafetyRuleTests
{
    private const int Limit = 100;

    private static readonly DateTimeOffset Noon = new(2030, 5, 6, 12, 0, 0, TimeSpan.Zero);
    private static readonly SafetyStop Stop = new() { Id = "1", TrippedAt = Noon, Due = 500, Limit = Limit };

    [Theory]
    [InlineData(0, Limit, SweepPlan.HandOut)]
    [InlineData(100, Limit, SweepPlan.HandOut)]
    [InlineData(101, Limit, SweepPlan.Trip)]
    [InlineData(1_000_000, 0, SweepPlan.HandOut)]
    public void WithoutAStop_TheLimitCounts(int due, int limit, SweepPlan plan) =>
        Assert.Equal(plan, SafetyRule.Plan(null, 0, due, limit, Noon));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 99)]
    public void Stop_HoldsEvenWhatIsLittle_UntilItIsReleased(int released, int others) =>
        Assert.Equal(SweepPlan.Hold, SafetyRule.Plan(Stop, released, others, Limit, Noon.AddYears(1)));

    [Fact]
    public void StopThatIsSwitchedOff_Ends() => Assert.Equal(SweepPlan.HandOutAndEnd, SafetyRule.Plan(Stop, 0, 500, 0, Noon));

    [Fact]
    public void ReleaseThatIsNotInTheLog_DoesNotCount() =>
        Assert.Equal(SweepPlan.Hold, SafetyRule.Plan(Released(logged: false), 500, 0, Limit, Noon));

    [Theory]
    [InlineData(600, 0, SweepPlan.HandOut)]
    [InlineData(600, 100, SweepPlan.HandOut)]
    [InlineData(601, 0, SweepPlan.Hold)]
    [InlineData(600, 101, SweepPlan.Trip)]
    [InlineData(1, 1, SweepPlan.HandOut)]
    [InlineData(0, 100, SweepPlan.HandOutAndEnd)]
    public void Release_CoversWhatWasDueThen_UpToItsNumber(int released, int others, SweepPlan plan) =>
        Assert.Equal(plan, SafetyRule.Plan(Released(), released, others, Limit, Noon.AddHours(23)));

    [Theory]
    [InlineData(60, 40, SweepPlan.HandOutAndEnd)]
    [InlineData(60, 41, SweepPlan.Trip)]
    public void ReleaseWhoseTimeIsOver_LeavesTheUsualLimit(int released, int others, SweepPlan plan) =>
        Assert.Equal(plan, SafetyRule.Plan(Released(), released, others, Limit, Noon.AddHours(24)));

    private static SafetyStop Released(bool logged = true) => Stop with
    {
        Release = new SafetyRelease("2", "Ada", "It is the first of September.", Noon, 600, Noon.AddHours(24), logged),
    };
}
