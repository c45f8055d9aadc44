using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>Who says "not my child" is not asked again by that client, until they allow it.</summary>
public class NotMyChildTests
{
    private readonly World world = new();

    [Fact]
    public async Task NotMyChild_NextRegistrationWithThatAddressSendsNothing_AndIsDeletedInTime()
    {
        await DisownAsync();
        await RegisterAsync("child-2");
        await world.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal(["Notice 0"], world.Subjects);
        Assert.Equal(StopReasons.Suppressed, Find("child-2").Mail.Stopped);
        await world.PassAsync(TimeSpan.FromDays(14));
        Assert.Equal(["Notice 0"], world.Subjects);
        Assert.All(world.Store.Registrations, registration => Assert.Equal(RegistrationState.Deleted, registration.State));
        Assert.Empty(world.Deadlines.Entries);
        Assert.Empty(world.Poison);
    }

    [Fact]
    public async Task NotMyChild_TheSameChildAgain_SendsNothing()
    {
        await DisownAsync();
        Assert.IsType<StartRegistrationResult.Pending>(await RegisterAsync("child-1"));
        await world.PassAsync(TimeSpan.FromDays(15));
        Assert.Equal(["Notice 0"], world.Subjects);
    }

    /// <summary>Somebody else at that mailbox had said yes; its owner finds the receipt.</summary>
    [Fact]
    public async Task NotMyChild_AfterAYes_EndsTheConsent_AndNobodyIsToldOrAskedAgain()
    {
        await RegisterAsync("child-1");
        await world.DeliverAsync();
        await world.DecideAsync(ConsentDecision.Grant);
        await world.DeliverAsync();
        var answer = world.Answer(ConsentDecision.NotMyChild) with { Token = world.TokenIn("Granted 0") };
        var said = Assert.IsType<RecordDecisionResult.Recorded>(await world.Decide.ExecuteAsync(answer, default)).Registration;
        Assert.Equal((RegistrationState.Withdrawn, true), (said.State, said.WasDisowned));
        await RegisterAsync("child-2");
        await world.PassAsync(TimeSpan.FromDays(16));
        Assert.Equal(["Notice 0", "Granted 0"], world.Subjects);
        Assert.All(world.Store.Registrations, registration => Assert.Equal(RegistrationState.Deleted, registration.State));
        Assert.Empty(world.Deadlines.Entries);
        Assert.Empty(world.Poison);
    }

    [Fact]
    public async Task Lifted_TheNextRegistrationIsAskedAbout()
    {
        var disowned = await DisownAsync();
        var token = await world.LiftTokenAsync(disowned);
        Assert.Equal("games", Assert.IsType<OpenLinkResult.CanLift>(await world.Open.ExecuteAsync(token, default)).ClientId);
        Assert.Equal("games", Assert.IsType<LiftSuppressionResult.Lifted>(await world.Lift.ExecuteAsync(token, default)).ClientId);
        Assert.IsType<LiftSuppressionResult.NothingToLift>(await world.Lift.ExecuteAsync(token, default));
        Assert.Null(Assert.IsType<OpenLinkResult.CanLift>(await world.Open.ExecuteAsync(token, default)).ClientId);
        await RegisterAsync("child-2");
        await world.DeliverAsync();
        Assert.Equal(["Notice 0", "Notice 0"], world.Subjects);
    }

    [Fact]
    public async Task LinkToLift_IsGoodForNothingElse_AndNoOtherLiftsAnything()
    {
        var disowned = await DisownAsync();
        var token = await world.LiftTokenAsync(disowned);
        Assert.IsType<RecordDecisionResult.NotPossible>(
            await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.Grant) with { Token = token }, default));
        Assert.IsType<LiftSuppressionResult.Invalid>(await world.Lift.ExecuteAsync(world.TokenIn("Notice 0"), default));
        Assert.IsType<LiftSuppressionResult.Invalid>(await world.Lift.ExecuteAsync(token[..^1], default));
        Assert.IsType<LiftSuppressionResult.Invalid>(await world.Lift.ExecuteAsync(null, default));
        world.Clock.Advance(TimeSpan.FromDays(366 * 21));
        Assert.IsType<LiftSuppressionResult.Invalid>(await world.Lift.ExecuteAsync(token, default));
        Assert.Equal(["games"], Assert.Single(world.Guardians.Guardians).Suppressed);
    }

    [Fact]
    public async Task NotMyChild_ForOneOfTwo_StopsTheOthersRemindersToo()
    {
        await RegisterAsync("child-1");
        await world.DeliverAsync();
        var first = world.Answer(ConsentDecision.NotMyChild);
        await RegisterAsync("child-2");
        await world.PassAsync(TimeSpan.FromDays(2));
        await world.Decide.ExecuteAsync(first, default);
        var before = world.Subjects.Count();
        await world.PassAsync(TimeSpan.FromDays(14));
        Assert.Equal(before, world.Subjects.Count());
        Assert.Equal(
            [DeletionReason.Disowned, DeletionReason.Expired],
            world.Log.Entries.Select(entry => entry.Record.Reason).Order().Reverse());
    }

    [Fact]
    public async Task SuppressionIsKept_WhatWasAskedIsForgotten_AfterThirtyDays()
    {
        await DisownAsync();
        await world.Start.ExecuteAsync(World.Child("child-2") with { ParentEmail = "other@example.com" }, default);
        await world.PassAsync(TimeSpan.FromDays(20));
        Assert.Equal(2, world.Guardians.Guardians.Count);
        for (var run = 0; run < 20 * 24 * 12; run++)
        {
            world.Clock.Advance(TimeSpan.FromMinutes(5));
            await world.Sweep.ExecuteAsync(default);
        }

        Assert.Equal(["games"], Assert.Single(world.Guardians.Guardians).Suppressed);
        Assert.Empty(world.Guardians.Guardians.Single().Asked);
    }

    /// <summary>Before and after each call, once.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ACutAtAnyCall_TheAddressIsStillStopped(bool after)
    {
        for (var cutAt = 1; ; cutAt++)
        {
            var cut = new World();
            var calls = 0;
            Func<string, Task> stop = _ => Interlocked.Increment(ref calls) == cutAt ? throw new CutOffException() : Task.CompletedTask;
            (cut.Calls.Before, cut.Calls.After) = after ? (null, stop) : (stop, (Func<string, Task>?)null);
            await World.AgainIfCutOffAsync(() => cut.Start.ExecuteAsync(World.Child(), default));
            await cut.PassAsync(TimeSpan.FromMinutes(30));
            await World.AgainIfCutOffAsync(() => cut.Decide.ExecuteAsync(cut.Answer(ConsentDecision.NotMyChild), default));
            await cut.PassAsync(TimeSpan.FromDays(15));
            Assert.Equal(["games"], Assert.Single(cut.Guardians.Guardians).Suppressed);
            Assert.Equal(DeletionReason.Disowned, Assert.Single(cut.Log.Entries).Record.Reason);
            Assert.Empty(cut.Deadlines.Entries);
            var sent = cut.Mailer.Sent.Count;
            await World.AgainIfCutOffAsync(() => cut.Start.ExecuteAsync(World.Child("child-2"), default));
            await cut.PassAsync(TimeSpan.FromDays(15));
            Assert.Equal(sent, cut.Mailer.Sent.Count);
            Assert.Empty(cut.Poison);
            if (calls < cutAt)
            {
                return;
            }
        }
    }

    private Task<StartRegistrationResult> RegisterAsync(string subjectId) => world.Start.ExecuteAsync(World.Child(subjectId), default);

    private Registration Find(string subjectId) => world.Store.Registrations.Single(
        registration => registration.Id == world.Ids.ForSubjectAsync("games", subjectId, default).Result);

    private async Task<Registration> DisownAsync()
    {
        await RegisterAsync("child-1");
        await world.DeliverAsync();
        var recorded = Assert.IsType<RecordDecisionResult.Recorded>(
            await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.NotMyChild), default));
        await world.PassAsync(TimeSpan.FromMinutes(10));
        return recorded.Registration;
    }
}
