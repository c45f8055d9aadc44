using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Providers;
using ParentalConsent.Core.Registrations;
using static ParentalConsent.Core.Providers.CheckOutcome;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>A guardian's yes that waits for a provider: what it says, in every order, late, again and all at once.</summary>
public sealed class ProviderStoriesTests
{
    private static readonly ClientPolicy Checked = World.Client with
    {
        Methods = [VerificationMethod.Provider, VerificationMethod.SignedForm], Provider = "check",
    };

    private readonly World world = new(Checked);

    [Fact]
    public async Task AYes_CountsOnceTheProviderSaysSo_AndNotBefore()
    {
        var reference = await DecideAsync();
        Assert.Equal((RegistrationState.AwaitingParent, VerificationStep.ProviderAwaited), (world.Only.State, world.Only.Verification.Step));
        Assert.Empty(world.Only.GrantedPurposes);
        await world.PassAsync(TimeSpan.FromDays(2));
        Assert.DoesNotContain("Granted 0", world.Subjects);

        world.Calls.Reset();
        Assert.Equal(new RecordCheckResult.Taken(CheckEffect.Grant), await SayAsync(Verified, reference));
        Assert.Equal(3, world.Calls.Count);
        Assert.Equal(["account", "newsletter"], world.Only.GrantedPurposes);
        Assert.Equal(("check", "Pat Doe"), (world.Only.Details!.VerifiedBy, world.Only.Details.GuardianName));
        await world.PassAsync(TimeSpan.FromDays(20));
        Assert.Equal(RegistrationState.Granted, world.Only.State);
        Assert.Single(world.Subjects, subject => subject == "Granted 0");
        Assert.Contains(await HistoryAsync(), entry => entry is { What: nameof(RegistrationState.Granted), Actor: Actor.Provider });
    }

    /// <summary>What the second word comes to after the first, and where it ends.</summary>
    [Theory]
    [InlineData(Verified, Verified, "Nothing", RegistrationState.Granted)]
    [InlineData(Verified, Failed, "Nothing", RegistrationState.Granted)]
    [InlineData(Verified, Revoked, "Withdraw", RegistrationState.Withdrawn)]
    [InlineData(Failed, Verified, "Grant", RegistrationState.Granted)]
    [InlineData(Failed, Failed, "Nothing", RegistrationState.AwaitingParent)]
    [InlineData(Failed, Revoked, "NoteRevocation", RegistrationState.AwaitingParent)]
    [InlineData(Revoked, Verified, "NotAwaited", RegistrationState.AwaitingParent)]
    [InlineData(Revoked, Failed, "Nothing", RegistrationState.AwaitingParent)]
    [InlineData(Revoked, Revoked, "Nothing", RegistrationState.AwaitingParent)]
    public async Task EveryPairOfWords_EndsAsTheTableSays(CheckOutcome first, CheckOutcome second, string effect, RegistrationState end)
    {
        var reference = await DecideAsync();
        Assert.IsType<RecordCheckResult.Taken>(await SayAsync(first, reference));
        Assert.Equal(effect, await SayAsync(second, reference) switch
        {
            RecordCheckResult.Taken taken => $"{taken.Effect}",
            var refused => refused.GetType().Name,
        });
        Assert.Equal(end, world.Only.State);
    }

    [Fact]
    public async Task InWhateverOrderAndHoweverOften_ARevocationWins()
    {
        CheckOutcome[] words = [Verified, Failed, Revoked];
        foreach (var order in from a in words from b in words from c in words from d in words select (CheckOutcome[])[a, b, c, d])
        {
            var other = new World(Checked);
            var reference = await DecideAsync(other);
            foreach (var word in order)
            {
                await SayAsync(word, reference, other);
            }

            var granted = order.Contains(Verified) && !order.Contains(Revoked);
            Assert.True(granted == (other.Only.State is RegistrationState.Granted), string.Join(' ', order));
            Assert.Equal(granted, other.Only.GrantedPurposes.Count > 0);
        }
    }

    [Fact]
    public async Task ARevocationAfterTheGrant_EndsAsAWithdrawal_ByTheProvider()
    {
        var reference = await DecideAsync();
        await SayAsync(Verified, reference);
        await world.PassAsync(TimeSpan.FromDays(100));

        world.Calls.Reset();
        Assert.Equal(new RecordCheckResult.Taken(CheckEffect.Withdraw), await SayAsync(Revoked, reference));
        Assert.Equal(4, world.Calls.Count);
        Assert.True(world.Only.WasRevoked);
        Assert.False(world.Only.HoldsData);
        Assert.Contains(await HistoryAsync(), entry => entry is { What: nameof(RegistrationState.Withdrawn), Actor: Actor.Provider });
        await world.PassAsync(TimeSpan.FromDays(2));
        Assert.Equal(RegistrationState.Deleted, world.Only.State);
        Assert.True(world.Only.WasRevoked);
        Assert.Single(world.Subjects, subject => subject == "Withdrawn 0");
        Assert.Single(world.Log.Entries);

        Assert.IsType<RecordCheckResult.Unknown>(await SayAsync(Revoked, reference));
    }

    [Fact]
    public async Task AfterTheDeadline_OrADecisionOfTheGuardian_NothingIsGranted()
    {
        var reference = await DecideAsync();
        world.Clock.Now = world.Only.Deadline;
        Assert.IsType<RecordCheckResult.TooLate>(await SayAsync(Verified, reference));
        await world.PassAsync(TimeSpan.FromDays(1));
        Assert.IsType<RecordCheckResult.Unknown>(await SayAsync(Verified, reference));
        Assert.Equal(Core.Deletion.DeletionReason.Expired, world.Only.DeletionReason);

        var refusing = new World(Checked);
        reference = await DecideAsync(refusing);
        await refusing.Decide.ExecuteAsync(refusing.Answer(ConsentDecision.Refuse), CancellationToken.None);
        Assert.Equal(new RecordCheckResult.NotAwaited(RegistrationState.Refused), await SayAsync(Verified, reference, refusing));
        Assert.Equal(RegistrationState.Refused, refusing.Only.State);
    }

    [Fact]
    public async Task ANewYes_HasANewReference_AndTheOldOneIsUnknown()
    {
        var first = await DecideAsync();
        await SayAsync(Revoked, first);
        await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.Grant), CancellationToken.None);
        var second = world.Only.Verification.Reference!;
        Assert.NotEqual(first, second);

        Assert.IsType<RecordCheckResult.Unknown>(await SayAsync(Verified, first));
        Assert.Equal(new RecordCheckResult.Taken(CheckEffect.Grant), await SayAsync(Verified, second));
        Assert.IsType<RecordCheckResult.Unknown>(await SayAsync(Revoked, first));
        Assert.Equal(RegistrationState.Granted, world.Only.State);
    }

    [Fact]
    public async Task TheSameYesSentTwice_KeepsItsReference_AndAnotherYesDoesNot()
    {
        var reference = await DecideAsync();
        Assert.IsType<RecordDecisionResult.Pending>(await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.Grant), CancellationToken.None));
        Assert.Equal(reference, world.Only.Verification.Reference);

        await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.Grant) with { Purposes = [] }, CancellationToken.None);
        Assert.NotEqual(reference, world.Only.Verification.Reference);
        await SayAsync(Verified, world.Only.Verification.Reference!);
        Assert.Equal(["account"], world.Only.GrantedPurposes);
    }

    [Fact]
    public async Task AnotherWayOnTheWay_IsNotTheProvidersToGrantOrEnd()
    {
        var reference = await DecideAsync();
        Assert.IsType<RecordDecisionResult.Pending>(
            await world.Change.ExecuteAsync(world.TokenIn("Notice 0"), VerificationMethod.SignedForm, CancellationToken.None));
        Assert.IsType<RecordCheckResult.Unknown>(await SayAsync(Verified, reference));
        Assert.IsType<RecordCheckResult.Unknown>(await SayAsync(Revoked, reference));
        Assert.Equal(VerificationStep.FormAwaited, world.Only.Verification.Step);

        await world.Change.ExecuteAsync(world.TokenIn("Notice 0"), VerificationMethod.Provider, CancellationToken.None);
        Assert.IsType<RecordCheckResult.Taken>(await SayAsync(Verified, world.Only.Verification.Reference!));
    }

    [Fact]
    public async Task OnlyTheProviderThatWasAsked_CanAnswer()
    {
        var reference = await DecideAsync();
        Assert.IsType<RecordCheckResult.Unknown>(await world.Provide.ExecuteAsync(
            new RecordCheckCommand("another", Verified, reference), CancellationToken.None));
        Assert.IsType<RecordCheckResult.Unknown>(await SayAsync(Verified, "0123456789abcdef0123456789abcdef"));
        Assert.IsType<RecordCheckResult.Unknown>(await SayAsync(Verified, "no reference"));
        Assert.Equal(RegistrationState.AwaitingParent, world.Only.State);
    }

    [Theory]
    [InlineData(Verified, "Granted 0")]
    [InlineData(Revoked, "Withdrawn 0")]
    public async Task FiftyCopiesAtOnce_HaveOneEffect_AndOneMail(CheckOutcome outcome, string mail)
    {
        var reference = await DecideAsync();
        if (outcome is Revoked)
        {
            await SayAsync(Verified, reference);
        }

        world.Calls.Before = async _ => await Task.Yield();
        var before = world.Only.HistoryLength;
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => SayAsync(outcome, reference))));
        Assert.All(results, result => Assert.IsType<RecordCheckResult.Taken>(result));
        Assert.Single(results, result => result is RecordCheckResult.Taken { Effect: CheckEffect.Grant or CheckEffect.Withdraw });
        Assert.Equal(before + 1, world.Only.HistoryLength);
        await world.PassAsync(TimeSpan.FromDays(1));
        Assert.Single(world.Subjects, subject => subject == mail);
    }

    /// <summary>Whatever call is cut off, before or after it: the provider says again what was not answered, and the end is the same.</summary>
    [Theory]
    [InlineData(RegistrationState.Granted, Verified)]
    [InlineData(RegistrationState.Granted, Failed, Verified)]
    [InlineData(RegistrationState.Deleted, Verified, Revoked)]
    [InlineData(RegistrationState.Deleted, Revoked, Verified)]
    [InlineData(RegistrationState.Deleted, Failed)]
    public async Task ACutAtAnyCall_ChangesNothingInTheEnd(RegistrationState end, params CheckOutcome[] words)
    {
        var calls = (await PlayAsync(words, null, after: false)).Calls.Count;
        for (var cutAt = 1; cutAt <= calls; cutAt++)
        {
            foreach (var after in new[] { false, true })
            {
                var played = await PlayAsync(words, cutAt, after);
                var where = $"Cut off {(after ? "after" : "before")} call {cutAt} of {string.Join(", ", played.Calls.Names.Take(cutAt + 3))}.";
                Assert.True(end == played.Only.State, where);
                Assert.True(played.Poison.Count == 0 && played.Deadlines.Entries.Count == 0, where);
                Assert.True(played.Log.Entries.Count == (end is RegistrationState.Deleted ? 1 : 0), where);
                Assert.True(played.Only.HoldsData == end is RegistrationState.Granted, where);
                Assert.True(played.Subjects.Contains("Granted 0") == (words[0] is Verified || end is RegistrationState.Granted), where);
                Assert.True(played.Subjects.Contains("Withdrawn 0") == words is [Verified, Revoked], where);
            }
        }
    }

    private static async Task<World> PlayAsync(CheckOutcome[] words, int? cutAt, bool after)
    {
        var world = new World(Checked);
        var calls = 0;
        Func<string, Task> cut = _ => Interlocked.Increment(ref calls) == cutAt ? throw new CutOffException() : Task.CompletedTask;
        (world.Calls.Before, world.Calls.After) = after ? (null, cut) : (cut, (Func<string, Task>?)null);
        await World.AgainIfCutOffAsync(() => world.Start.ExecuteAsync(World.Child(client: Checked), CancellationToken.None));
        await world.PassAsync(TimeSpan.FromHours(1));
        await World.AgainIfCutOffAsync(() => world.Decide.ExecuteAsync(world.Answer(ConsentDecision.Grant), CancellationToken.None));
        var reference = world.Only.Verification.Reference!;
        foreach (var word in words)
        {
            await World.AgainIfCutOffAsync(() => SayAsync(word, reference, world));
            await world.PassAsync(TimeSpan.FromMinutes(30));
        }

        await world.PassAsync(TimeSpan.FromDays(17));
        return world;
    }

    private static async Task<string> DecideAsync(World world)
    {
        await world.Start.ExecuteAsync(World.Child(client: Checked), CancellationToken.None);
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.IsType<RecordDecisionResult.Pending>(await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.Grant), CancellationToken.None));
        return world.Only.Verification.Reference!;
    }

    private static Task<RecordCheckResult> SayAsync(CheckOutcome outcome, string reference, World world) =>
        world.Provide.ExecuteAsync(new RecordCheckCommand("check", outcome, reference), CancellationToken.None);

    private Task<string> DecideAsync() => DecideAsync(world);

    private Task<RecordCheckResult> SayAsync(CheckOutcome outcome, string reference) => SayAsync(outcome, reference, world);

    private Task<IReadOnlyList<HistoryEntry>> HistoryAsync() => world.Store.ReadHistoryAsync(world.Only.Id, CancellationToken.None);
}
