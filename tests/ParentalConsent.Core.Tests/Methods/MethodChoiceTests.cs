using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Signals;
using ParentalConsent.Core.Tests.Lives;
using ParentalConsent.TestKit;

namespace ParentalConsent.Core.Tests.Methods;

public class MethodChoiceTests
{
    private static readonly VerificationMethod[] All = Enum.GetValues<VerificationMethod>();

    private static readonly PolicySet Policies = new(
        ShippedNotices.All,
        new Dictionary<string, ClientPolicy>(),
        new Dictionary<string, Purpose>
        {
            ["account"] = Purpose("account"),
            ["diary"] = Purpose("diary") with { Assurance = Assurance.Confirmed },
            ["chat"] = Purpose("chat") with { DisclosesToThirdParties = true },
        },
        new Dictionary<string, CountryRule>
        {
            ["US"] = new(13, "", Assurance.Confirmed),
            ["IN"] = new(18, "", Assurance.Verified),
            ["DE"] = new(16, ""),
        });

    [Theory]
    [InlineData("account", "DE", VerificationMethod.Email)]
    [InlineData("account", "FR", VerificationMethod.Email)]
    [InlineData("account", null, VerificationMethod.Provider)]
    [InlineData("account", "ZZ", VerificationMethod.Provider)]
    [InlineData("account", "us", VerificationMethod.EmailPlus)]
    [InlineData("account", "IN", VerificationMethod.Provider)]
    [InlineData("diary", "DE", VerificationMethod.EmailPlus)]
    [InlineData("chat", "DE", VerificationMethod.Provider)]
    public void LeastBurdensomeOfAll_ThatMeetsTheStrongestNeed(string purpose, string? country, VerificationMethod expected) =>
        Assert.Equal(expected, Choose(All, ["account", purpose], country).Method);

    [Theory]
    [InlineData(VerificationMethod.Email, new RiskSignal[0])]
    [InlineData(VerificationMethod.EmailPlus, new[] { RiskSignal.QuickAnswer })]
    [InlineData(VerificationMethod.EmailPlus, new[] { RiskSignal.SameNetwork })]
    [InlineData(VerificationMethod.EmailPlus, new[] { RiskSignal.SameDevice })]
    [InlineData(VerificationMethod.EmailPlus, new[] { RiskSignal.DisposableAddress })]
    [InlineData(VerificationMethod.Provider, new[] { RiskSignal.QuickAnswer, RiskSignal.SameNetwork })]
    [InlineData(VerificationMethod.Provider, new[] { RiskSignal.SameAddress })]
    [InlineData(VerificationMethod.Provider, new[] { RiskSignal.AddressVariant })]
    public void Signals_RaiseTheMethod(VerificationMethod expected, RiskSignal[] signals) =>
        Assert.Equal(expected, Choose(All, ["account"], "DE", signals).Method);

    [Fact]
    public void MailMethods_NeverCarryDisclosure_WhateverElse()
    {
        foreach (var signals in (RiskSignal[][])[[], [RiskSignal.QuickAnswer], [RiskSignal.SameAddress]])
        {
            foreach (var country in (string?[])[null, "DE", "US", "IN"])
            {
                var choice = Choose(All, ["account", "chat"], country, signals);
                Assert.True(choice.Method.MayDisclose());
                Assert.True(choice.Suffices);
            }
        }
    }

    [Theory]
    [InlineData(VerificationMethod.Email, "IN", false)]
    [InlineData(VerificationMethod.Email, "us", false)]
    [InlineData(VerificationMethod.EmailPlus, "IN", false)]
    [InlineData(VerificationMethod.EmailPlus, "US", true)]
    [InlineData(VerificationMethod.Attested, "IN", true)]
    [InlineData(VerificationMethod.Email, "DE", true)]
    [InlineData(VerificationMethod.Email, "FR", true)]
    [InlineData(VerificationMethod.Email, "ZZ", true)]
    [InlineData(VerificationMethod.Email, null, true)]
    public void OnlyACountryWhoseLawIsKnown_TurnsAnyoneAway(VerificationMethod method, string? country, bool expected) =>
        Assert.Equal(expected, MethodChoice.IsAvailable(Policies, World.Client with { Methods = [method] }, country));

    [Fact]
    public void OrderInThePolicyFile_DoesNotMatter() =>
        Assert.Equal(VerificationMethod.SignedForm, Choose([VerificationMethod.Attested, VerificationMethod.SignedForm], ["account"], "DE").Method);

    [Fact]
    public void NoMethodThatSuffices_IsTheStrongestThereIs_AndSaysSo() => Assert.Equal(
        new MethodChoice(VerificationMethod.EmailPlus, Assurance.Verified, Suffices: false),
        Choose([VerificationMethod.Email, VerificationMethod.EmailPlus], ["account"], "DE", RiskSignal.SameAddress));

    [Fact]
    public void EveryMethodHasAWord_AndEveryWordItsMethod()
    {
        Assert.Equal(All, VerificationMethods.Words.Select(known => known.Method));
        Assert.All(All, method => Assert.Equal(method, VerificationMethods.Find(method.Word())));
        Assert.Null(VerificationMethods.Find("telepathy"));
        Assert.Null(VerificationMethods.Find(null));
    }

    private static MethodChoice Choose(
        VerificationMethod[] methods, string[] purposes, string? country, params RiskSignal[] signals) =>
        MethodChoice.Make(Policies, World.Client with { Methods = methods }, purposes, country, signals);

    private static Purpose Purpose(string id) => new()
    {
        Id = id,
        Title = new Dictionary<string, string>(),
        Description = new Dictionary<string, string>(),
        DataItems = new Dictionary<string, string>(),
        Retention = new Dictionary<string, string>(),
    };
}
