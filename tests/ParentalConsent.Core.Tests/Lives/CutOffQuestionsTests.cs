using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>Every story of a question, cut off before and after each of its calls: the end is the same, and the old consent holds throughout.</summary>
public class CutOffQuestionsTests
{
    private static readonly Dictionary<string, Story> Stories = new()
    {
        ["yes"] = new(["account", "profile"], [Askers.Asks, "More Granted 0"], async world =>
        {
            await AskAsync(world, "profile");
            await world.AnswerAsync(ConsentDecision.Grant);
        }),
        ["no"] = new(["account"], [Askers.Asks], async world =>
        {
            await AskAsync(world, "profile");
            await world.AnswerAsync(ConsentDecision.Refuse);
        }),
        ["nobody answers"] = new(["account"], [Askers.Asks], world => AskAsync(world, "profile")),
        ["another takes its place, then yes"] = new(["account", "newsletter"], [Askers.Asks, "More Granted 0"], async world =>
        {
            await AskAsync(world, "profile");
            await AskAsync(world, "newsletter");
            await world.PassAsync(TimeSpan.FromDays(2));
            await world.AnswerAsync(ConsentDecision.Grant);
        })
        {
            Replaced = true,
        },
        ["yes, then withdrawn"] = new([], [Askers.Asks, "More Granted 0", "Withdrawn 0"], async world =>
        {
            await AskAsync(world, "profile");
            await world.AnswerAsync(ConsentDecision.Grant);
            await world.PassAsync(TimeSpan.FromHours(1));
            await world.DecideAsync(ConsentDecision.Withdraw, "Granted 0");
        }),
        ["asked, then withdrawn"] = new([], [Askers.Asks, "Withdrawn 0"], async world =>
        {
            await AskAsync(world, "profile");
            await world.DecideAsync(ConsentDecision.Withdraw, "Granted 0");
        }),
        ["form accepted"] = new(["account", "partners"], [Askers.Asks, "More Granted 0"], async world =>
        {
            await UploadAsync(world);
            Assert.IsNotType<CompleteGrantResult.NotPossible>(await world.AcceptAsync(world.Asked()));
        }),
        ["form rejected"] = new(["account"], [Askers.Asks, "More FormRejected 0"], async world =>
        {
            await UploadAsync(world);
            await QuestionMethodsTests.RejectAsync(world);
        }),
        ["form sent, nobody looks"] = new(["account"], [Askers.Asks], UploadAsync),
        ["form sent, then no"] = new(["account"], [Askers.Asks], async world =>
        {
            await UploadAsync(world);
            await world.AnswerAsync(ConsentDecision.Refuse);
        }),
        ["form sent, then withdrawn"] = new([], [Askers.Asks, "Withdrawn 0"], async world =>
        {
            await UploadAsync(world);
            await world.DecideAsync(ConsentDecision.Withdraw, "Granted 0");
        }),
        ["form sent, then cancelled"] = new([], [Askers.Asks], async world =>
        {
            await UploadAsync(world);
            await World.AgainIfCutOffAsync(() => world.Cancel.ExecuteAsync("games", world.Only.Id, default));
        }),
        ["two guardians, yes"] = new(["account", "profile"], [Askers.Asks, "More Granted 0"], async world =>
        {
            await AskAsync(world, "profile");
            await world.AnswerAsync(ConsentDecision.Grant, Askers.Other);
        })
        {
            Two = true,
        },
        ["two guardians, yes, then the other's no"] = new(["account"], [Askers.Asks, "More Granted 0", "More Withdrawn 0"], async world =>
        {
            await AskAsync(world, "profile");
            await world.AnswerAsync(ConsentDecision.Grant, Askers.Other);
            await world.PassAsync(TimeSpan.FromHours(1));
            await world.AnswerAsync(ConsentDecision.Refuse);
        })
        {
            Two = true,
        },
    };

    public static TheoryData<string> Names => [.. Stories.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task ACutAtAnyCall_ChangesNothingInTheEnd(string name)
    {
        var story = Stories[name];
        var calls = (await PlayAsync(story, cutAt: null, after: false)).World.Calls.Count;
        Assert.True(calls > 5);
        for (var cutAt = 1; cutAt <= calls; cutAt++)
        {
            foreach (var after in new[] { false, true })
            {
                var (world, mailsBefore) = await PlayAsync(story, cutAt, after);
                try
                {
                    await AssertEndAsync(world, mailsBefore, story);
                }
                catch (Exception wrong)
                {
                    throw new InvalidOperationException(
                        $"Cut off {(after ? "after" : "before")} call {cutAt} of {string.Join(", ", world.Calls.Names.Take(cutAt + 3))}.", wrong);
                }
            }
        }
    }

    /// <summary>The cut comes in what follows the first consent; what leads to that is cut elsewhere.</summary>
    private static async Task<(World World, int MailsBefore)> PlayAsync(Story story, int? cutAt, bool after)
    {
        var world = new World(Askers.Client with { Methods = [VerificationMethod.Email, VerificationMethod.SignedForm] });
        await world.GrantFirstAsync(story.Two);
        world.Calls.Reset();
        var before = world.Mailer.Sent.Count;
        var calls = 0;
        Func<string, Task> cut = _ => Interlocked.Increment(ref calls) == cutAt ? throw new CutOffException() : Task.CompletedTask;
        (world.Calls.Before, world.Calls.After) = after ? (null, cut) : (cut, (Func<string, Task>?)null);
        await story.GoesOnAsync(world);
        await world.PassAsync(TimeSpan.FromDays(17));
        (world.Calls.Before, world.Calls.After) = (null, null);
        return (world, before);
    }

    private static async Task AskAsync(World world, params string[] purposes)
    {
        await world.AskAsync(purposes);
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal("granted", await World.AgainIfCutOffAsync(() => world.GateAsync("account")));
    }

    private static async Task UploadAsync(World world)
    {
        await AskAsync(world, "partners");
        await world.AnswerAsync(ConsentDecision.Grant);
        await QuestionMethodsTests.UploadAsync(world);
    }

    private static async Task AssertEndAsync(World world, int mailsBefore, Story story)
    {
        var ends = story.Granted.Length == 0;
        Assert.Empty(world.Poison);
        Assert.Empty(world.Deadlines.Entries);
        Assert.Empty(world.Forms.Lines);
        Assert.Equal(ends ? RegistrationState.Deleted : RegistrationState.Granted, world.Only.State);
        Assert.Equal(ends ? 1 : 0, world.Log.Entries.Count);
        Assert.Equal(story.Granted, world.Only.GrantedPurposes);
        Assert.Null(world.Only.Details?.Question);
        if (!ends)
        {
            var history = await world.Store.ReadHistoryAsync(world.Only.Id, default);
            Assert.Equal(Enumerable.Range(1, world.Only.HistoryLength), history.Select(entry => entry.Number));
        }

        // One of the mails that are owed may have been sent twice, to each guardian, under the same Message-ID.
        var mails = world.SentBeforeTheEnd.Skip(mailsBefore).ToArray();
        Assert.Equal(story.Mails.Order(), mails.Select(mail => mail.Subject).Distinct().Order());
        var owed = mails.Select(mail => (mail.To, mail.MessageId)).Distinct().Count();
        Assert.InRange(mails.Length, owed, owed + (story.Two ? 2 : 1));
        Assert.Equal(story.Mails.Length * (story.Two ? 2 : 1) + (story.Replaced ? 1 : 0), owed);
    }

    private sealed record Story(string[] Granted, string[] Mails, Func<World, Task> GoesOnAsync)
    {
        public bool Two { get; init; }

        /// <summary>Two questions were asked.</summary>
        public bool Replaced { get; init; }
    }
}
