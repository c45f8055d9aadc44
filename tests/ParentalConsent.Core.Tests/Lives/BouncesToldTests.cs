using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Events;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>A client is told that an address was refused for good: once for each address, whatever is cut off.</summary>
public class BouncesToldTests
{
    private const string First = "parent@example.com";
    private const string Right = "right@example.com";

    private readonly World world = new(Askers.Client);

    [Fact]
    public async Task RefusedAtOnce_IsToldAfterPending_ForEachAddressOnce()
    {
        world.Mailer.Answer = _ => new MailResult.Refused("550");
        await world.RegisterAsync();
        await world.DeliverAsync();
        Assert.Equal(["registration.pending", "mail.bounced"], world.Feed.Words);
        var told = world.Feed.Events[^1];
        Assert.Equal(("first", world.Only.Id, world.Clock.Now), (told.Guardian, told.RegistrationId, told.At));
        await world.Correct.ExecuteAsync(new CorrectAddressCommand(world.TheClient, world.Only.Id, Right, null), default);
        await world.PassAsync(TimeSpan.FromDays(3));
        Assert.Equal(["registration.pending", "mail.bounced", "mail.bounced"], world.Feed.Words);
        Assert.Equal(3, world.Feed.Events.Select(each => each.Id).Distinct().Count());
        await world.PassAsync(TimeSpan.FromDays(13));
        Assert.Equal(2, world.Feed.Words.Count(word => word == "mail.bounced"));
    }

    [Fact]
    public async Task OfTheSecondGuardian_SaysSo_AndTheFirstIsRemindedAsBefore()
    {
        world.Mailer.Answer = mail => mail.To == First ? new MailResult.Sent() : new MailResult.Refused("550");
        await world.RegisterAsync();
        await world.DeliverAsync();
        await world.Invite.ExecuteAsync(new InviteGuardianCommand(world.TheClient, world.Only.Id, Right), default);
        await world.PassAsync(TimeSpan.FromDays(13));
        Assert.Equal("second", Assert.Single(world.Feed.Events, told => told.Type is EventType.MailBounced).Guardian);
        Assert.Equal(4, world.Mailer.Sent.Count);
    }

    [Fact]
    public async Task ReportedLater_IsTold_AndReportedAgainIsNot()
    {
        await world.RegisterAsync();
        await world.DeliverAsync();
        world.Calls.Reset();
        await ReportAsync(world);
        Assert.Equal(4, world.Calls.Count);
        await ReportAsync(world);
        await world.PassAsync(TimeSpan.FromDays(2));
        Assert.Equal(["registration.pending", "mail.bounced"], world.Feed.Words);
    }

    [Fact]
    public async Task OfAQuestion_IsToldOfItsGuardian()
    {
        await world.GrantFirstAsync();
        world.Mailer.Answer = _ => new MailResult.Refused("550");
        await world.AskAsync("profile");
        await world.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal("first", Assert.Single(world.Feed.Events, told => told.Type is EventType.MailBounced).Guardian);
    }

    [Fact]
    public async Task AfterTheEnd_NobodyIsToReach_AndNothingIsTold()
    {
        await world.RegisterAsync();
        await world.DeliverAsync();
        world.Mailer.Answer = _ => new MailResult.Refused("550");
        await world.DecideAsync(ConsentDecision.Refuse);
        await world.PassAsync(TimeSpan.FromDays(1));
        Assert.DoesNotContain("mail.bounced", world.Feed.Words);
    }

    /// <summary>Before and after each call, once.</summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task ACutAtAnyCall_IsToldOnce(bool reported, bool after)
    {
        for (var cutAt = 1; ; cutAt++)
        {
            var cut = new World(Askers.Client);
            if (!reported)
            {
                cut.Mailer.Answer = _ => new MailResult.Refused("550");
            }

            await cut.RegisterAsync();
            if (reported)
            {
                await cut.DeliverAsync();
            }

            var calls = 0;
            Func<string, Task> stop = _ => Interlocked.Increment(ref calls) == cutAt ? throw new CutOffException() : Task.CompletedTask;
            (cut.Calls.Before, cut.Calls.After) = after ? (null, stop) : (stop, (Func<string, Task>?)null);
            if (reported)
            {
                await World.AgainIfCutOffAsync(() => ReportAsync(cut));
            }

            await cut.PassAsync(TimeSpan.FromHours(1));
            Assert.Equal(["registration.pending", "mail.bounced"], cut.Feed.Words);
            Assert.Empty(cut.Poison);
            if (calls < cutAt)
            {
                return;
            }
        }
    }

    private static Task<DeliveryReportEffect> ReportAsync(World where) => where.Report.ExecuteAsync(
        new DeliveryReport(where.Mailer.Sent[0].MessageId, [First], "5.1.1"), default);
}
