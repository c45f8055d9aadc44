using ParentalConsent.Core.Signals;

namespace ParentalConsent.Core.Tests.Signals;

public class AddressSignalsTests
{
    private static readonly HashSet<string> Disposable = ["mailinator.com", "co.uk.trash.example"];

    [Theory]
    [InlineData("pat@example.com", "pat@example.com", RiskSignal.SameAddress)]
    [InlineData(" Pat@Example.COM ", "pat@example.com", RiskSignal.SameAddress)]
    [InlineData("pat+parent@example.com", "pat@example.com", RiskSignal.AddressVariant)]
    [InlineData("pat+mum@example.com", "pat+dad@example.com", RiskSignal.AddressVariant)]
    [InlineData("p.a.t@example.com", "PAT@example.com", RiskSignal.AddressVariant)]
    [InlineData("pat@googlemail.com", "p.at+x@gmail.com", RiskSignal.AddressVariant)]
    public void SameMailbox_IsASign(string guardian, string child, RiskSignal signal) =>
        Assert.Equal([signal], AddressSignals.Of(guardian, child, Disposable));

    [Theory]
    [InlineData("pat@example.com", null)]
    [InlineData("pat@example.com", "mia@example.com")]
    [InlineData("pat@example.com", "pat@example.org")]
    [InlineData("+parent@example.com", "+child@example.com")]
    [InlineData("pat@notmailinator.com", null)]
    [InlineData("pat@com", null)]
    public void OtherMailboxes_AreNone(string guardian, string? child) =>
        Assert.Empty(AddressSignals.Of(guardian, child, Disposable));

    [Theory]
    [InlineData("pat@mailinator.com")]
    [InlineData("pat@MAILINATOR.com")]
    [InlineData("pat@eu.mailinator.com")]
    [InlineData("pat@co.uk.trash.example")]
    public void ThrowAwayMailbox_IsASign(string guardian) =>
        Assert.Equal([RiskSignal.DisposableAddress], AddressSignals.Of(guardian, null, Disposable));

    [Fact]
    public void Both_AreBothSeen() => Assert.Equal(
        [RiskSignal.SameAddress, RiskSignal.DisposableAddress],
        AddressSignals.Of("mia@mailinator.com", "mia@mailinator.com", Disposable));
}
