using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Signals;
using ParentalConsent.Core.Tests.Lives;
using ParentalConsent.TestKit;

namespace ParentalConsent.Core.Tests.Signals;

public class DecisionSignalsTests
{
    private static readonly ClientPolicy Client = World.Client with { QuickAnswerSeconds = 15 };

    private static readonly DateTimeOffset Sent = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("net", "dev", new[] { RiskSignal.SameDevice })]
    [InlineData("net", "other", new[] { RiskSignal.SameNetwork })]
    [InlineData("net", null, new[] { RiskSignal.SameNetwork })]
    [InlineData("other", "dev", new RiskSignal[0])]
    public void AnswerFromTheSamePlace_IsASign(string network, string? device, RiskSignal[] expected) =>
        Assert.Equal(expected, Signals(Waiting(), new DeviceHashes(network, device), Sent.AddHours(1)));

    [Fact]
    public void NoHintAtTheRegistration_OrAtTheAnswer_IsNone()
    {
        var without = Waiting() with { Details = Waiting().Details! with { NetworkHash = null, DeviceHash = null } };
        Assert.Empty(Signals(without, new DeviceHashes("net", null), Sent.AddHours(1)));
        Assert.Empty(Signals(without, null, Sent.AddHours(1)));
        Assert.Empty(Signals(Waiting(), null, Sent.AddHours(1)));
        Assert.Empty(Signals(Waiting() with { Details = null }, new DeviceHashes("net", "dev"), Sent.AddHours(1)));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(14.9, true)]
    [InlineData(15, false)]
    public void AnswerSecondsAfterTheMail_IsASign(double seconds, bool quick) =>
        Assert.Equal(quick, Signals(Waiting(), null, Sent.AddSeconds(seconds)).Contains(RiskSignal.QuickAnswer));

    [Fact]
    public void WhenTheMailWentIsNotKnown_OrTheClientDoesNotAsk_IsNone()
    {
        Assert.Empty(Signals(Waiting() with { Mail = new MailProgress { FirstSentAt = Sent, Requests = 1 } }, null, Sent));
        Assert.Empty(DecisionSignals.Of(Waiting(), World.Client, null, Sent));
    }

    [Fact]
    public void TheLastMailCounts() =>
        Assert.Equal(
            [RiskSignal.QuickAnswer],
            Signals(Waiting() with { Mail = Waiting().Mail with { LastSentAt = Sent.AddDays(3) } }, null, Sent.AddDays(3).AddSeconds(2)));

    [Fact]
    public void SignsOfTheRegistration_Stay_AndNoneIsThereTwice()
    {
        var suspected = Waiting() with { Signals = [RiskSignal.AddressVariant, RiskSignal.SameDevice] };
        var policies = new PolicySet(
            ShippedNotices.All, new Dictionary<string, ClientPolicy> { ["games"] = Client }, new Dictionary<string, Purpose>(), new Dictionary<string, CountryRule>());
        var raised = suspected.Raise(policies, new DeviceHashes("net", "dev"), Sent.AddHours(1));
        Assert.Equal([RiskSignal.AddressVariant, RiskSignal.SameDevice], raised.Signals);
    }

    private static IReadOnlyList<RiskSignal> Signals(Registration registration, DeviceHashes? answer, DateTimeOffset now) =>
        DecisionSignals.Of(registration, Client, answer, now);

    private static Registration Waiting() => new()
    {
        Id = "0123456789abcdef0123456789abcdef",
        ClientId = "games",
        Attempt = "0123456789abcdef",
        CreatedAt = Sent,
        Deadline = Sent.AddDays(14),
        Purposes = ["account"],
        NoticeVersion = "2026-01-01",
        Mail = new MailProgress { FirstSentAt = Sent, LastSentAt = Sent, Requests = 1 },
        Details = new PersonalDetails { GuardianEmail = "pat@example.com", NetworkHash = "net", DeviceHash = "dev" },
    };
}
