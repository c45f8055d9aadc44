using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Core.Signals;
using ParentalConsent.TestKit;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Core.Tests.Signals;

public class AddressSignalsTests
{
    private readonly RegistrationIds ids = new(new SecretKeys(new MemorySecretSource(), new MemoryClock()));

    private static readonly HashSet<string> Disposable = ["mailinator.com", "co.uk.trash.example"];

    [Theory]
    [InlineData("pat@example.com", "pat@example.com", RiskSignal.SameAddress)]
    [InlineData(" Pat@Example.COM ", "pat@example.com", RiskSignal.SameAddress)]
    [InlineData("pat+parent@example.com", "pat@example.com", RiskSignal.AddressVariant)]
    [InlineData("pat+mum@example.com", "pat+dad@example.com", RiskSignal.AddressVariant)]
    [InlineData("p.a.t@example.com", "PAT@example.com", RiskSignal.AddressVariant)]
    [InlineData("pat@googlemail.com", "p.at+x@gmail.com", RiskSignal.AddressVariant)]
    public async Task SameMailbox_IsASign(string guardian, string child, RiskSignal signal) =>
        Assert.Equal([signal], await SignalsAsync(guardian, child));

    [Theory]
    [InlineData("pat@example.com", null)]
    [InlineData("pat@example.com", "mia@example.com")]
    [InlineData("pat@example.com", "pat@example.org")]
    [InlineData("+parent@example.com", "+child@example.com")]
    [InlineData("pat@notmailinator.com", null)]
    [InlineData("pat@com", null)]
    public async Task OtherMailboxes_AreNone(string guardian, string? child) =>
        Assert.Empty(await SignalsAsync(guardian, child));

    [Theory]
    [InlineData("pat@mailinator.com")]
    [InlineData("pat@MAILINATOR.com")]
    [InlineData("pat@eu.mailinator.com")]
    [InlineData("pat@co.uk.trash.example")]
    public async Task ThrowAwayMailbox_IsASign(string guardian) =>
        Assert.Equal([RiskSignal.DisposableAddress], await SignalsAsync(guardian, null));

    [Fact]
    public async Task Both_AreBothSeen() => Assert.Equal(
        [RiskSignal.SameAddress, RiskSignal.DisposableAddress], await SignalsAsync("mia@mailinator.com", "mia@mailinator.com"));

    [Fact]
    public async Task Hashes_AreGoodForOneRegistrationOnly()
    {
        var one = await ids.ForAddressAsync("mia@example.com", "registration-1", default);
        var other = await ids.ForAddressAsync("mia@example.com", "registration-2", default);
        Assert.NotEqual(one.Exact, other.Exact);
        Assert.NotEqual(one.Mailbox, other.Mailbox);
        Assert.NotEqual(one.Exact, one.Mailbox);
        Assert.NotEqual(await ids.ForGuardianAsync("mia@example.com", default), one.Exact);
    }

    private async Task<IReadOnlyList<RiskSignal>> SignalsAsync(string guardian, string? child) => AddressSignals.Of(
        guardian,
        await ids.ForAddressAsync(guardian, "registration", default),
        child is null ? null : await ids.ForAddressAsync(child, "registration", default),
        Disposable);
}
