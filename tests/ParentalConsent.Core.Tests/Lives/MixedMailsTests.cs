using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Questions;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>One guardian is asked about several children in several ways: as their first or second guardian, or about more. In each order one mail a day.</summary>
public class MixedMailsTests
{
    private const string Shared = "mum@example.com";

    private readonly World world = new(Askers.Client);

    public enum Ask
    {
        AsFirst,
        AsSecond,
        AboutMore,
    }

    public static TheoryData<Ask, Ask> Orders
    {
        get
        {
            var orders = new TheoryData<Ask, Ask>();
            foreach (var one in Enum.GetValues<Ask>())
            {
                foreach (var other in Enum.GetValues<Ask>())
                {
                    orders.Add(one, other);
                }
            }

            return orders;
        }
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task AnHourApart_GoADayApart_AndBothGo(Ask one, Ask other)
    {
        await PrepareAsync("one", one);
        await PrepareAsync("other", other);
        await world.PassAsync(TimeSpan.FromDays(2));
        var sent = new List<DateTimeOffset>();
        world.Mailer.Answer = mail =>
        {
            if (mail.To == Shared)
            {
                sent.Add(world.Clock.Now);
            }

            return new MailResult.Sent();
        };
        await AskAsync("one", one);
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Single(sent);
        await AskAsync("other", other);
        await world.PassAsync(TimeSpan.FromHours(20));
        Assert.Single(sent);
        await world.PassAsync(TimeSpan.FromHours(9));
        Assert.Equal(2, sent.Count);
        Assert.True(sent[1] - sent[0] >= TimeSpan.FromDays(1));
        Assert.Empty(world.Poison);
    }

    /// <summary>At the address that was wrong: whoever reads it got a mail today.</summary>
    [Fact]
    public async Task AMailToAnAddressThatWasCorrectedSince_Counts()
    {
        await AskAsync("one", Ask.AsFirst);
        await world.DeliverAsync();
        await world.Correct.ExecuteAsync(new CorrectAddressCommand(world.TheClient, Id("one"), "dad@example.com", null), default);
        await AskAsync("other", Ask.AsFirst);
        await world.PassAsync(TimeSpan.FromHours(20));
        Assert.Single(world.Mailer.Sent, mail => mail.To == Shared);
        await world.PassAsync(TimeSpan.FromHours(9));
        Assert.Equal(2, world.Mailer.Sent.Count(mail => mail.To == Shared));
    }

    /// <summary>Waiting never passes the deadline: the mail goes before it.</summary>
    [Fact]
    public async Task OnTheLastDay_NobodyIsKeptWaiting()
    {
        await PrepareAsync("one", Ask.AsSecond);
        await RegisterAsync("other", "dad@example.com");
        await world.PassAsync(TimeSpan.FromDays(13.2));
        await AskAsync("one", Ask.AsSecond);
        await world.DeliverAsync();
        await world.Correct.ExecuteAsync(new CorrectAddressCommand(world.TheClient, Id("other"), Shared, null), default);
        await world.DeliverAsync();
        Assert.Equal(2, world.Mailer.Sent.Count(mail => mail.To == Shared));
    }

    private readonly Dictionary<string, string> ids = [];

    private string Id(string child) => ids[child];

    private async Task PrepareAsync(string child, Ask ask)
    {
        if (ask is Ask.AsFirst)
        {
            return;
        }

        await RegisterAsync(child, ask is Ask.AsSecond ? $"{child}@example.com" : Shared);
        if (ask is Ask.AboutMore)
        {
            await world.DeliverAsync();
            await world.Decide.ExecuteAsync(
                new RecordDecisionCommand(world.TokenTo(Shared, "Notice 0"), ConsentDecision.Grant, [], "Kim Roe", "mother"), default);
            await world.DeliverAsync();
        }
    }

    private async Task AskAsync(string child, Ask ask)
    {
        switch (ask)
        {
            case Ask.AsFirst:
                await RegisterAsync(child, Shared);
                break;
            case Ask.AsSecond:
                Assert.IsType<InviteGuardianResult.Invited>(
                    await world.Invite.ExecuteAsync(new InviteGuardianCommand(world.TheClient, Id(child), Shared), default));
                break;
            default:
                Assert.IsType<AskForMoreResult.Asked>(
                    await world.More.ExecuteAsync(new AskForMoreCommand(world.TheClient, Id(child), ["newsletter"]), default));
                break;
        }
    }

    private async Task RegisterAsync(string child, string parentEmail)
    {
        var started = Assert.IsType<StartRegistrationResult.Pending>(await world.Start.ExecuteAsync(
            World.Child(child, world.TheClient) with { ParentEmail = parentEmail, Purposes = ["account"] }, default));
        ids[child] = started.Registration.Id;
    }
}
