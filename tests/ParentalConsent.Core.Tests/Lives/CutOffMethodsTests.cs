using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>The ways that a yes can take to count, each cut off before and after each of its calls: the end is the same.</summary>
public class CutOffMethodsTests
{
    private static readonly Dictionary<string, Story> Stories = new()
    {
        ["form accepted"] = new(
            VerificationMethod.SignedForm, RegistrationState.Granted, ["Notice 0", "Granted 0"], UploadAndAcceptAsync),
        ["form rejected, sent again, accepted"] = new(
            VerificationMethod.SignedForm, RegistrationState.Granted, ["Notice 0", "FormRejected 0", "Granted 0"],
            async world =>
            {
                await world.UploadAsync();
                await world.RejectAsync();
                await world.PassAsync(TimeSpan.FromMinutes(20));
                await UploadAndAcceptAsync(world);
            }),
        ["form sent twice, accepted"] = new(
            VerificationMethod.SignedForm, RegistrationState.Granted, ["Notice 0", "Granted 0"],
            async world =>
            {
                await world.UploadAsync();
                await UploadAndAcceptAsync(world);
            }),
        ["form sent, then refused"] = new(
            VerificationMethod.SignedForm, RegistrationState.Deleted, ["Notice 0", "Refused 0"],
            async world =>
            {
                await world.UploadAsync();
                await world.DecideAsync(ConsentDecision.Refuse);
            }),
        ["form sent, then not their child"] = new(
            VerificationMethod.SignedForm, RegistrationState.Deleted, ["Notice 0"],
            async world =>
            {
                await world.UploadAsync();
                await world.DecideAsync(ConsentDecision.NotMyChild);
            }),
        ["form sent, then cancelled"] = new(
            VerificationMethod.SignedForm, RegistrationState.Deleted, ["Notice 0"],
            async world =>
            {
                await world.UploadAsync();
                await World.AgainIfCutOffAsync(() => world.Cancel.ExecuteAsync("games", world.Only.Id, CancellationToken.None));
            }),
        ["form sent, nobody looks"] = new(
            VerificationMethod.SignedForm, RegistrationState.Deleted, ["Notice 0", "Reminder 1", "Reminder 2", "Reminder 3"],
            world => world.UploadAsync()),
        ["form sent, method changed, attested"] = new(
            VerificationMethod.SignedForm, RegistrationState.Granted, ["Notice 0", "Granted 0"],
            async world =>
            {
                await world.UploadAsync();
                await world.ChangeAsync(VerificationMethod.Attested);
                await world.AttestAsync();
            }),
        ["attested"] = new(
            VerificationMethod.Attested, RegistrationState.Granted, ["Notice 0", "Granted 0"], world => world.AttestAsync()),
        ["attested by the registration's id"] = new(
            VerificationMethod.Attested, RegistrationState.Granted, ["Notice 0", "Granted 0"], world => world.AttestAsync(world.Only.Id), SaysYes: false),
        ["said yes, did nothing more"] = new(
            VerificationMethod.Attested, RegistrationState.Deleted, ["Notice 0", "Reminder 1", "Reminder 2", "Reminder 3"],
            _ => Task.CompletedTask),
        ["e-mail plus"] = new(
            VerificationMethod.EmailPlus, RegistrationState.Granted, ["Notice 0", "Granted 0", "Confirmed 0"], _ => Task.CompletedTask),
    };

    public static TheoryData<string> Names => [.. Stories.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task ACutAtAnyCall_ChangesNothingInTheEnd(string name)
    {
        var story = Stories[name];
        var calls = (await PlayAsync(story, cutAt: null, after: false)).Calls.Count;
        for (var cutAt = 1; cutAt <= calls; cutAt++)
        {
            foreach (var after in new[] { false, true })
            {
                var world = await PlayAsync(story, cutAt, after);
                try
                {
                    AssertEnd(world, story);
                }
                catch (Exception wrong)
                {
                    throw new InvalidOperationException(
                        $"Cut off {(after ? "after" : "before")} call {cutAt} of {string.Join(", ", world.Calls.Names.Take(cutAt + 3))}.", wrong);
                }
            }
        }
    }

    private static async Task<World> PlayAsync(Story story, int? cutAt, bool after)
    {
        var methods = story.Method is VerificationMethod.SignedForm ? [story.Method, VerificationMethod.Attested] : new[] { story.Method };
        var world = new World(World.Client with { Methods = methods });
        var calls = 0;
        Func<string, Task> cut = _ => Interlocked.Increment(ref calls) == cutAt ? throw new CutOffException() : Task.CompletedTask;
        (world.Calls.Before, world.Calls.After) = after ? (null, cut) : (cut, (Func<string, Task>?)null);
        await world.RegisterAsync();
        await world.PassAsync(TimeSpan.FromHours(1));
        if (story.SaysYes)
        {
            await world.DecideAsync(ConsentDecision.Grant);
        }

        await story.GoesOnAsync(world);
        await world.PassAsync(TimeSpan.FromDays(17));
        return world;
    }

    private static async Task UploadAndAcceptAsync(World world)
    {
        await world.UploadAsync();
        Assert.IsNotType<CompleteGrantResult.NotPossible>(await world.AcceptAsync());
    }

    private static void AssertEnd(World world, Story story)
    {
        Assert.Empty(world.Poison);
        Assert.Empty(world.Deadlines.Entries);
        Assert.Empty(world.Forms.Lines);
        Assert.Equal(story.End, world.Only.State);
        Assert.Equal(story.End is RegistrationState.Deleted ? 1 : 0, world.Log.Entries.Count);
        Assert.Equal(story.End is RegistrationState.Deleted, world.Only.Details is null);

        // One of the mails that are owed may have been sent twice, under the same Message-ID.
        Assert.Equal(story.Mails.Order(), world.SentBeforeTheEnd.Select(mail => mail.Subject).Distinct().Order());
        Assert.InRange(world.SentBeforeTheEnd.Count(), story.Mails.Length, story.Mails.Length + 1);
    }

    private sealed record Story(
        VerificationMethod Method, RegistrationState End, string[] Mails, Func<World, Task> GoesOnAsync, bool SaysYes = true);
}
