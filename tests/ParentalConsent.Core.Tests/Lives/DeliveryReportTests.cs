using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>The mail server takes a mail, and says later that it could not be delivered.</summary>
public class DeliveryReportTests
{
    private const string Parent = "parent@example.com";
    private const string Right = "right@example.com";

    private readonly World world = new();

    [Fact]
    public async Task HardBounce_StopsTheReminders_AsARefusalAtOnceDoes_AndTheDeadlineHolds()
    {
        await AskAsync();
        world.Calls.Reset();

        Assert.Equal(DeliveryReportEffect.Bounced, await ReportAsync("Notice 0"));

        Assert.Equal(4, world.Calls.Count);
        Assert.True(world.Only.Mail is { Bounced: true, LastError: "5.1.1" });
        Assert.Contains("NoticeBounced", (await world.Store.ReadHistoryAsync(world.Only.Id, default)).Select(entry => entry.What));
        var failure = Assert.Single(await world.Failures.ReadAsync(world.Clock.Now.AddDays(-1), 10, default));
        Assert.Equal((world.Only.Id, MailKind.Notice, "5.1.1", true), (failure.RegistrationId, failure.Kind, failure.Error, failure.Final));
        Assert.IsType<ResendRequestResult.NoMail>(
            await world.Resend.ExecuteAsync(World.Client, world.Only.Id, default));
        await world.PassAsync(TimeSpan.FromDays(15));
        Assert.Equal(["Notice 0"], world.Subjects);
        Assert.Equal(RegistrationState.Deleted, world.Only.State);
        Assert.Empty(world.Poison);
    }

    [Fact]
    public async Task ReportedAgain_ChangesNothing()
    {
        await AskAsync();
        await ReportAsync("Notice 0");
        var before = world.Only;

        Assert.Equal(DeliveryReportEffect.Ignored, await ReportAsync("Notice 0"));

        Assert.Equal(before, world.Only);
    }

    [Fact]
    public async Task ManyCopiesAtOnce_OneHasAnEffect()
    {
        await AskAsync();

        var effects = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => ReportAsync("Notice 0"))));

        Assert.Single(effects, DeliveryReportEffect.Bounced);
        Assert.Equal(19, effects.Count(effect => effect is DeliveryReportEffect.Ignored));
    }

    [Fact]
    public async Task SoftBounce_ChangesNothing_AndRemindersGoOn()
    {
        await AskAsync();

        Assert.Equal(DeliveryReportEffect.Ignored, await ReportAsync("Notice 0", hard: null));

        await world.PassAsync(TimeSpan.FromDays(2));
        Assert.Equal(["Notice 0", "Reminder 1"], world.Subjects);
    }

    [Fact]
    public async Task AboutSomebodyElsesAddress_ChangesNothing()
    {
        // A guardian who forwards their mail has got it, even where the copy comes back.
        await AskAsync();

        Assert.Equal(DeliveryReportEffect.Ignored, await ReportAsync("Notice 0", to: "forwarded@example.org"));
        Assert.Equal(DeliveryReportEffect.Ignored, await world.Report.ExecuteAsync(new DeliveryReport(IdOf("Notice 0"), [], "5.1.1"), default));

        Assert.False(world.Only.Mail.Bounced);
    }

    [Fact]
    public async Task OfTheEarlierAddress_DaysLate_ChangesNothing()
    {
        await AskAsync();
        await world.Correct.ExecuteAsync(new CorrectAddressCommand(World.Client, world.Only.Id, Right, null), default);
        await world.PassAsync(TimeSpan.FromDays(2));

        Assert.Equal(DeliveryReportEffect.Ignored, await ReportAsync("Notice 0"));

        Assert.False(world.Only.Mail.Bounced);
        Assert.Equal(DeliveryReportEffect.Bounced, await ReportAsync("Notice 0", to: "RIGHT@example.com", last: true));
        await world.PassAsync(TimeSpan.FromDays(13));
        Assert.Equal(2, world.Mailer.Sent.Count(mail => mail.To == Right));
    }

    [Fact]
    public async Task OfAnEarlierAttempt_OrAfterTheDeletion_ChangesNothing()
    {
        await AskAsync();
        await world.PassAsync(TimeSpan.FromDays(15));
        Assert.Equal(DeliveryReportEffect.Ignored, await ReportAsync("Notice 0"));
        Assert.Equal(RegistrationState.Deleted, world.Only.State);

        await AskAsync();
        Assert.Equal(DeliveryReportEffect.Ignored, await ReportAsync("Notice 0"));
        Assert.False(world.Only.Mail.Bounced);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<>")]
    [InlineData("<someone.elses@example.org>")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("<é@example.org>")]
    public async Task MessageIdThatIsNotOurs_IsUnknown_AndNoStorageIsAsked(string messageId)
    {
        await AskAsync();
        world.Calls.Reset();

        Assert.Equal(DeliveryReportEffect.Unknown, await world.Report.ExecuteAsync(new DeliveryReport(messageId, [Parent], "5.1.1"), default));

        Assert.Equal(0, world.Calls.Count);
    }

    [Fact]
    public async Task AlteredMessageId_IsUnknown_WhicheverCharacterItIs()
    {
        await AskAsync();
        var id = IdOf("Notice 0");
        for (var index = 0; index < id.Length; index++)
        {
            var altered = id[..index] + (id[index] == 'A' ? 'B' : 'A') + id[(index + 1)..];
            Assert.Equal(DeliveryReportEffect.Unknown, await world.Report.ExecuteAsync(new DeliveryReport(altered, [Parent], "5.1.1"), default));
        }
    }

    [Fact]
    public async Task CutOffAnywhere_AndReportedAgain_EndsAsIfInOneGo()
    {
        for (var cut = 1; cut <= 3; cut++)
        {
            foreach (var after in (bool[])[false, true])
            {
                var another = new World();
                await another.Start.ExecuteAsync(World.Child(), default);
                await another.DeliverAsync();
                var report = new DeliveryReport(another.Mailer.Sent[0].MessageId, [Parent], "5.1.1");
                var calls = 0;
                Func<string, Task> stop = _ => Interlocked.Increment(ref calls) == cut ? throw new CutOffException() : Task.CompletedTask;
                (another.Calls.Before, another.Calls.After) = after ? (null, stop) : (stop, (Func<string, Task>?)null);
                await World.AgainIfCutOffAsync(() => another.Report.ExecuteAsync(report, default));

                Assert.True(another.Only.Mail.Bounced, $"{cut} {after}");
                Assert.Single(await another.Failures.ReadAsync(another.Clock.Now.AddDays(-1), 10, default));
                Assert.Equal(1, (await another.Store.ReadHistoryAsync(another.Only.Id, default)).Count(entry => entry.What == "NoticeBounced"));
            }
        }
    }

    [Fact]
    public async Task BeforeItsOwnMailIsNoted_TheBounceStands()
    {
        world.Mailer.Answer = mail =>
        {
            // The server's report overtakes its answer.
            Assert.Equal(DeliveryReportEffect.Bounced, Task.Run(() => world.Report.ExecuteAsync(new DeliveryReport(mail.MessageId, [mail.To], "5.1.1"), default)).GetAwaiter().GetResult());
            return new MailResult.Sent();
        };
        await AskAsync();

        Assert.True(world.Only.Mail is { Bounced: true, LastError: "5.1.1", Requests: 1 });
        await world.PassAsync(TimeSpan.FromDays(3));
        Assert.Single(world.Mailer.Sent);
    }

    [Fact]
    public async Task OfTheSecondGuardian_LeavesTheFirstAlone()
    {
        await AskAsync();
        await world.Invite.ExecuteAsync(new InviteGuardianCommand(World.Client, world.Only.Id, Right), default);
        await world.DeliverAsync();

        Assert.Equal(DeliveryReportEffect.Bounced, await ReportAsync("Notice 0", to: Right, last: true));

        Assert.True(world.Only.Second is { Bounced: true, LastError: "5.1.1" });
        Assert.False(world.Only.Mail.Bounced);
        Assert.Equal(DeliveryReportEffect.Ignored, await ReportAsync("Notice 0", to: Right, last: true));
    }

    [Fact]
    public async Task OfAMailAboutADecision_NoMoreAreSent_AndTheDecisionStands()
    {
        await AskAsync();
        await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.Grant), default);
        await world.DeliverAsync();

        Assert.Equal(DeliveryReportEffect.Bounced, await ReportAsync("Granted 0"));

        Assert.Equal(RegistrationState.Granted, world.Only.State);
        Assert.True(world.Only.Mail.Bounced);
    }

    /// <summary>Who decided by the link in it has got it; the second mail of e-mail-plus must go out.</summary>
    [Theory]
    [InlineData("Notice 0", false)]
    [InlineData("Reminder 1", false)]
    [InlineData("Notice 0", true)]
    public async Task OfAMailThatAsked_AfterTheGuardianAgreed_ChangesNothing_AndTheSecondMailGoesOut(string subject, bool second)
    {
        var plus = new World(World.Client with { Methods = [VerificationMethod.EmailPlus] });
        var to = second ? Right : Parent;
        await plus.Start.ExecuteAsync(World.Child(client: plus.TheClient), default);
        await plus.PassAsync(TimeSpan.FromDays(2));
        if (second)
        {
            await plus.Invite.ExecuteAsync(new InviteGuardianCommand(plus.TheClient, plus.Only.Id, Right), default);
            await plus.DeliverAsync();
        }

        var mail = plus.Mailer.Sent.Last(mail => mail.To == to && mail.Subject == subject);
        Assert.IsType<RecordDecisionResult.Recorded>(
            await plus.Decide.ExecuteAsync(plus.Answer(ConsentDecision.Grant) with { Token = mail.Text }, default));

        Assert.Equal(DeliveryReportEffect.Ignored, await plus.Report.ExecuteAsync(new DeliveryReport(mail.MessageId, [to], "5.1.1"), default));

        await plus.PassAsync(TimeSpan.FromDays(3));
        Assert.Contains(plus.Mailer.Sent, sent => sent.To == to && sent.Subject == "Confirmed 0");
        Assert.Empty(await plus.Failures.ReadAsync(plus.Clock.Now.AddDays(-9), 10, default));
    }

    [Fact]
    public async Task OfTheMailThatAskedTheOther_AfterOneAgreed_IsNoted_AndTheFirstIsStillTold()
    {
        await AskAsync();
        await world.Invite.ExecuteAsync(new InviteGuardianCommand(World.Client, world.Only.Id, Right), default);
        await world.DeliverAsync();
        await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.Grant) with { Token = world.Mailer.Sent[0].Text }, default);

        Assert.Equal(DeliveryReportEffect.Bounced, await ReportAsync("Notice 0", to: Right, last: true));

        await world.DeliverAsync();
        Assert.Equal(Parent, world.Mailer.Sent.Single(mail => mail.Subject == "Granted 0").To);
    }

    [Fact]
    public async Task EveryMail_HasAMessageIdOfItsOwn_TheSameAtEveryTry()
    {
        world.Mailer.AnswerNext(new MailResult.Failed("451"));
        await AskAsync();
        await world.PassAsync(TimeSpan.FromDays(8));

        Assert.Equal(world.Mailer.Tried[0].MessageId, world.Mailer.Tried[1].MessageId);
        Assert.All(world.Mailer.Sent, mail => Assert.Matches("^[A-Za-z0-9_-]{60}$", mail.MessageId));
        Assert.Equal(world.Mailer.Sent.Count, world.Mailer.Sent.Select(mail => mail.MessageId).Distinct().Count());
    }

    private async Task AskAsync()
    {
        await world.Start.ExecuteAsync(World.Child(), default);
        await world.DeliverAsync();
    }

    private string IdOf(string subject) => world.Mailer.Sent.First(mail => mail.Subject == subject).MessageId;

    private Task<DeliveryReportEffect> ReportAsync(string subject, string? hard = "5.1.1", string to = Parent, bool last = false)
    {
        var mail = last ? world.Mailer.Sent.Last(mail => mail.Subject == subject) : world.Mailer.Sent.First(mail => mail.Subject == subject);
        return world.Report.ExecuteAsync(new DeliveryReport($"<{mail.MessageId}@consent.example>", [to], hard), default);
    }
}
