using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Tests.Lives;

namespace ParentalConsent.Core.Tests.Consents;

/// <summary>What the gate answers for each purpose (L4, L7).</summary>
public class CheckConsentTests
{
    private readonly World world = new();

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task Granted_EachPurposeForItself_IntegralOnesAlways(bool ticked, bool allowed)
    {
        await DecideAsync(ConsentDecision.Grant, ticked ? ["newsletter"] : []);

        Assert.Equal((true, "granted"), await AskAsync("account"));
        Assert.Equal((allowed, allowed ? "granted" : "purposeNotGranted"), await AskAsync("newsletter"));
        Assert.Equal((true, "granted"), await AskAsync(null));
    }

    [Theory]
    [InlineData("leaderboard")]
    [InlineData("account-2")]
    public async Task PurposeThatWasNotAskedThen_IsNotCovered(string addedLater)
    {
        await DecideAsync(ConsentDecision.Grant, ["newsletter", addedLater]);

        Assert.Equal((false, "purposeNotGranted"), await AskAsync(addedLater));
        Assert.DoesNotContain(addedLater, world.Only.GrantedPurposes);
    }

    [Theory]
    [InlineData(ConsentDecision.Refuse, "refused")]
    [InlineData(ConsentDecision.NotMyChild, "disowned")]
    public async Task Refused_NoPurposeIs(ConsentDecision decision, string reason)
    {
        await DecideAsync(decision, ["newsletter"]);

        Assert.Equal((false, reason), await AskAsync("account"));
        Assert.Equal((false, reason), await AskAsync("newsletter"));
        Assert.Equal((false, reason), await AskAsync(null));
    }

    [Fact]
    public async Task BeforeTheDecisionAndAfterTheWithdrawal_NoPurposeIs()
    {
        await world.Start.ExecuteAsync(World.Child(), default);
        await world.DeliverAsync();
        Assert.Equal((false, "consentPending"), await AskAsync("account"));
        await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.Grant), default);
        await world.DeliverAsync();
        Assert.Equal((true, "granted"), await AskAsync("newsletter"));
        await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.Withdraw, "Granted 0"), default);
        Assert.Equal((false, "withdrawn"), await AskAsync("newsletter"));
        Assert.Equal((false, "withdrawn"), await AskAsync("account"));
    }

    [Fact]
    public async Task UnknownSubject_HasNoAnswer() => Assert.Null(await world.Check.ExecuteAsync("games", "nobody", null, default));

    private async Task DecideAsync(ConsentDecision decision, IReadOnlyList<string> purposes)
    {
        await world.Start.ExecuteAsync(World.Child(), default);
        await world.DeliverAsync();
        Assert.IsType<RecordDecisionResult.Recorded>(
            await world.Decide.ExecuteAsync(world.Answer(decision) with { Purposes = purposes }, default));
    }

    private async Task<(bool Allowed, string Reason)> AskAsync(string? purpose)
    {
        var answer = (await world.Check.ExecuteAsync("games", "child-1", purpose, default))!;
        return (answer.Allowed, answer.Reason);
    }
}
