using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Providers;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>Two weeks after it began, nothing of a registration that no consent covers is left, whatever happened in between.</summary>
public sealed class DeadlineTests
{
    [Theory]
    [InlineData("corrected")]
    [InlineData("resent")]
    [InlineData("second guardian")]
    [InlineData("yes to be checked")]
    [InlineData("method changed")]
    [InlineData("form sent")]
    [InlineData("form rejected")]
    [InlineData("provider failed")]
    [InlineData("provider revoked")]
    [InlineData("registered again")]
    public async Task NothingThatHappensWhileItWaits_MovesTheDeadline(string what)
    {
        var provider = what.StartsWith("provider", StringComparison.Ordinal);
        var world = new World(World.Client with
        {
            Methods = provider ? [VerificationMethod.Provider] : [VerificationMethod.SignedForm, VerificationMethod.Attested],
            Provider = provider ? "check" : null,
        });
        await world.RegisterAsync();
        var deadline = world.Only.Deadline;
        Assert.Equal(world.Clock.Now.AddDays(14), deadline);
        await world.PassAsync(TimeSpan.FromDays(13));

        var before = world.Only.HistoryLength;
        await DoAsync(world, what);
        Assert.Equal(what == "registered again", world.Only.HistoryLength == before);
        Assert.Equal((RegistrationState.AwaitingParent, deadline), (world.Only.State, world.Only.Deadline));

        await world.PassAsync(deadline + TimeSpan.FromMinutes(2) - world.Clock.Now);
        Assert.Equal(RegistrationState.Deleted, world.Only.State);
        Assert.Equal(DeletionReason.Expired, Assert.Single(world.Log.Entries).Record.Reason);
        Assert.Empty(world.Forms.Lines);
    }

    /// <summary>No more than the address is left after a withdrawal, for a day, and only to say so.</summary>
    [Fact]
    public async Task Withdrawal_LeavesNoDataBehindItsNewDeadline()
    {
        var world = new World();
        await world.RegisterAsync();
        await world.DeliverAsync();
        await world.DecideAsync(ConsentDecision.Grant);
        await world.DeliverAsync();
        world.Clock.Advance(TimeSpan.FromDays(100));
        await world.DecideAsync(ConsentDecision.Withdraw, "Granted 0");
        Assert.False(world.Only.HoldsData);
        Assert.Equal(world.Clock.Now.AddDays(1), world.Only.Deadline);
    }

    private static async Task DoAsync(World world, string what)
    {
        var id = world.Only.Id;
        switch (what)
        {
            case "corrected":
                await world.Correct.ExecuteAsync(new CorrectAddressCommand(world.TheClient, id, "other@example.com", null), default);
                return;
            case "resent":
                await world.Resend.ExecuteAsync(world.TheClient, id, default);
                return;
            case "second guardian":
                await world.Invite.ExecuteAsync(new InviteGuardianCommand(world.TheClient, id, "second@example.com"), default);
                return;
            case "registered again":
                await world.RegisterAsync();
                return;
        }

        await world.DecideAsync(ConsentDecision.Grant);
        switch (what)
        {
            case "method changed":
                await world.ChangeAsync(VerificationMethod.Attested);
                return;
            case "form sent" or "form rejected":
                await world.UploadAsync();
                await (what == "form sent" ? Task.CompletedTask : world.RejectAsync());
                return;
            case "provider failed" or "provider revoked":
                var outcome = what == "provider failed" ? CheckOutcome.Failed : CheckOutcome.Revoked;
                await SayAsync(world, outcome);
                return;
        }
    }

    private static Task<RecordCheckResult> SayAsync(World world, CheckOutcome outcome) => world.Provide.ExecuteAsync(
        new RecordCheckCommand("check", outcome, world.Only.Verification.Reference!), CancellationToken.None);
}
