using ParentalConsent.Core.Providers;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Storage.Providers;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Storage.Tests.Providers;

public sealed class RedirectProviderTests
{
    private readonly MemoryClock clock = new(Sample.Now);
    private readonly MemorySecretSource secrets = new();
    private readonly RedirectProvider provider;

    public RedirectProviderTests()
    {
        secrets.Set(SecretNames.ProviderApiKey("adult-check"), Sample.WebhookSecret);
        secrets.Set(SecretNames.ProviderWebhookKey("adult-check"), Sample.WebhookSecret);
        provider = new RedirectProvider(Sample.Options("redirect"), new ProviderSecrets(secrets, clock), clock);
    }

    [Fact]
    public async Task TheAddress_HoldsReferenceExpiryAndReturn_KnownSignature_AndNothingElse()
    {
        var start = Assert.IsType<CheckStart.AtAddress>(await provider.StartAsync(Sample.Request, CancellationToken.None));
        Assert.Equal(
            $"https://check.example/start?client=consent-test&reference={Sample.Reference}&expires=1796565600"
            + $"&return=https%3A%2F%2Fconsent.example%2Fconsent%2Freturned%3Freference%3D{Sample.Reference}&signature=v1.{Sample.RedirectSignature}",
            start.Address.AbsoluteUri);
    }

    [Fact]
    public async Task KnownSignatures_AreRight_OursAndThePublicOne()
    {
        Assert.Equal(new CallbackReading.Said(CheckOutcome.Verified, Sample.Reference), await ReadAsync(Sample.BridgeBody, "evt_1", $"v1,{Sample.BridgeBase64}"));
        Assert.IsType<CallbackReading.Said>(await ReadAsync(Sample.BridgeBody, "evt_1", $"v1a,x v1,AAAA v1,{Sample.BridgeBase64}"));

        // The example that libraries of Standard Webhooks are tested with; its body is none of ours.
        secrets.Set(SecretNames.ProviderWebhookKey("adult-check"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", Sample.WebhookSecret);
        clock.Now = DateTimeOffset.FromUnixTimeSeconds(1614265330);
        var standard = Sample.Callback(
            """{"test": 2432232314}""",
            ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"),
            ("webhook-timestamp", "1614265330"),
            ("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
        var fresh = new RedirectProvider(Sample.Options("redirect"), new ProviderSecrets(secrets, clock), clock);
        Assert.IsType<CallbackReading.Unreadable>(await fresh.ReadAsync(standard, CancellationToken.None));
    }

    [Theory]
    [InlineData(null, "v1,{good}")]
    [InlineData("evt_2", "v1,{good}")]
    [InlineData("evt_1", null)]
    [InlineData("evt_1", "")]
    [InlineData("evt_1", "{good}")]
    [InlineData("evt_1", "v2,{good}")]
    [InlineData("evt_1", "v1,{good}=")]
    [InlineData("evt_1", "v1,AAAA")]
    [InlineData("evt_1", "a b c d e f g h v1,{good}")]
    public async Task AnythingElse_IsAWrongSignature(string? id, string? signature) =>
        Assert.IsType<CallbackReading.WrongSignature>(
            await ReadAsync(Sample.BridgeBody, id, signature?.Replace("{good}", Sample.BridgeBase64, StringComparison.Ordinal)));

    [Theory]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    public async Task OnlyWithinFiveMinutesEitherWay_DoesItCount(int seconds, bool counts)
    {
        clock.Advance(TimeSpan.FromSeconds(seconds));
        Assert.IsType(
            counts ? typeof(CallbackReading.Said) : typeof(CallbackReading.WrongTime),
            await ReadAsync(Sample.BridgeBody, "evt_1", $"v1,{Sample.BridgeBase64}"));
    }

    [Theory]
    [InlineData("""{"event":"failed","reference":"r","id":"evt_1"}""", "Said { Outcome = Failed, Reference = r }")]
    [InlineData("""{"event":"revoked","reference":"r","id":"evt_1"}""", "Said { Outcome = Revoked, Reference = r }")]
    [InlineData("""{"event":"verified","reference":"r","id":"evt_2"}""", "Unreadable { }")]
    [InlineData("""{"event":"verified","reference":"r"}""", "Unreadable { }")]
    [InlineData("""{"event":"verified","id":"evt_1"}""", "Unreadable { }")]
    [InlineData("""{"event":"Verified","reference":"r","id":"evt_1"}""", "UnknownEvent { }")]
    [InlineData("""{"event":1,"reference":"r","id":"evt_1"}""", "Unreadable { }")]
    [InlineData("""{"event":"verified","event":"failed","reference":"r","id":"evt_1"}""", "Unreadable { }")]
    [InlineData("null", "Unreadable { }")]
    [InlineData("", "Unreadable { }")]
    public async Task RightlySignedBodies_AreReadStrictly(string body, string expected)
    {
        using var sent = TestKit.Providers.CallbackSigning.Bridge(
            new Uri("https://consent.example"), System.Text.Encoding.UTF8.GetBytes(body), "evt_1", Sample.Time, Sample.WebhookSecret);
        Assert.Equal(expected, $"{await ReadAsync(body, "evt_1", sent.Headers.GetValues("webhook-signature").Single())}");
    }

    [Theory]
    [InlineData("whsec_short")]
    [InlineData("whsec_AAAA")]
    public async Task AMalformedKey_IsSaid_AndNothingIsAnswered(string key)
    {
        secrets.Set(SecretNames.ProviderWebhookKey("adult-check"), key);
        var fault = await Assert.ThrowsAsync<InvalidSecretException>(() => ReadAsync(Sample.BridgeBody, "evt_1", $"v1,{Sample.BridgeBase64}"));
        Assert.DoesNotContain(key, fault.Message, StringComparison.Ordinal);
    }

    private Task<CallbackReading> ReadAsync(string body, string? id, string? signature) => provider.ReadAsync(
        Sample.Callback(body, ("webhook-id", id), ("webhook-timestamp", Sample.Time), ("webhook-signature", signature)), CancellationToken.None);
}
