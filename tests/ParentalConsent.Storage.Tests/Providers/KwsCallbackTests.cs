using ParentalConsent.Core.Providers;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Storage.Providers;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Storage.Tests.Providers;

public sealed class KwsCallbackTests : IDisposable
{
    private readonly MemoryClock clock = new(Sample.Now);
    private readonly MemorySecretSource secrets = new();
    private readonly HttpClient http = new();
    private readonly KwsProvider provider;

    public KwsCallbackTests()
    {
        secrets.Set(SecretNames.ProviderWebhookKey("adult-check"), Sample.KwsSecret);
        provider = new KwsProvider(Sample.Options("kws"), new ProviderSecrets(secrets, clock), http, clock);
    }

    [Fact]
    public async Task KnownSignatures_AreRight_WithTheTimeInSecondsAndInMilliseconds()
    {
        var expected = new CallbackReading.Said(CheckOutcome.Verified, Sample.Reference);
        Assert.Equal(expected, await ReadAsync(Sample.KwsBody, $"t={Sample.Time},v1={Sample.KwsHex}"));
        Assert.Equal(expected, await ReadAsync(Sample.KwsBody, $"t={Sample.Time}000,v1={Sample.KwsHexOfMilliseconds}"));
        Assert.Equal(expected, await ReadAsync(Sample.KwsBody, $"t={Sample.Time}, v1={Sample.KwsHex.ToUpperInvariant()}"));
    }

    [Fact]
    public async Task WhileTheKeyIsChanged_OneOfSeveralSignaturesIsEnough_AndOneOfSeveralKeys()
    {
        Assert.IsType<CallbackReading.Said>(await ReadAsync(Sample.KwsBody, $"t={Sample.Time},v1={new string('0', 64)},v1={Sample.KwsHex}"));

        secrets.Set(SecretNames.ProviderWebhookKey("adult-check"), "newer-than-the-one-in-use", Sample.KwsSecret);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<CallbackReading.Said>(await ReadAsync(Sample.KwsBody, $"t={Sample.Time},v1={Sample.KwsHex}"));
    }

    [Fact]
    public async Task AKeyThatIsNew_IsLookedFor_ThoughNotAtEveryCall()
    {
        secrets.Set(SecretNames.ProviderWebhookKey("adult-check"), "older-than-the-one-in-use");
        Assert.IsType<CallbackReading.WrongSignature>(await ReadAsync(Sample.KwsBody, $"t={Sample.Time},v1={Sample.KwsHex}"));
        secrets.Set(SecretNames.ProviderWebhookKey("adult-check"), Sample.KwsSecret, "older-than-the-one-in-use");

        Assert.IsType<CallbackReading.WrongSignature>(await ReadAsync(Sample.KwsBody, $"t={Sample.Time},v1={Sample.KwsHex}"));
        Assert.Equal(1, secrets.Calls.Count);
        clock.Advance(TimeSpan.FromSeconds(31));
        Assert.IsType<CallbackReading.Said>(await ReadAsync(Sample.KwsBody, $"t={Sample.Time},v1={Sample.KwsHex}"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("v1={hex}")]
    [InlineData("t={time}")]
    [InlineData("t={time},v1=")]
    [InlineData("t={time},v0={hex}")]
    [InlineData("t={time},v1={hex}0")]
    [InlineData("t={time},t={time},v1={hex}")]
    [InlineData("t=1795356001,v1={hex}")]
    [InlineData("t={time},v1={hex},a=,b=,c=,d=,e=,f=,g=")]
    [InlineData("t={time},v1=00000000000000000000000000000000000000000000000000000000000000{hex}")]
    public async Task AnythingElse_IsAWrongSignature(string? header) =>
        Assert.IsType<CallbackReading.WrongSignature>(await ReadAsync(
            Sample.KwsBody,
            header?.Replace("{time}", Sample.Time, StringComparison.Ordinal).Replace("{hex}", Sample.KwsHex, StringComparison.Ordinal)));

    [Fact]
    public async Task AChangedBody_IsAWrongSignature_BeforeAnythingIsParsed()
    {
        var header = $"t={Sample.Time},v1={Sample.KwsHex}";
        Assert.IsType<CallbackReading.WrongSignature>(await ReadAsync(Sample.KwsBody + " ", header));
        Assert.IsType<CallbackReading.WrongSignature>(await ReadAsync("no json", header));
        Assert.IsType<CallbackReading.WrongSignature>(await ReadAsync("", header));
    }

    [Theory]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    [InlineData(-86400, false)]
    public async Task OnlyWithinFiveMinutesEitherWay_DoesItCount(int seconds, bool counts)
    {
        clock.Advance(TimeSpan.FromSeconds(seconds));
        var reading = await ReadAsync(Sample.KwsBody, $"t={Sample.Time},v1={Sample.KwsHex}");
        Assert.IsType(counts ? typeof(CallbackReading.Said) : typeof(CallbackReading.WrongTime), reading);
    }

    [Theory]
    [InlineData("""{"name":"parent-verified","payload":{"externalPayload":"r","status":{"verified":false,"errorCode":"e"}}}""", "Said { Outcome = Failed, Reference = r }")]
    [InlineData("""{"name":"parent-verified","payload":{"externalPayload":"r","status":{"verified":"true"}}}""", "Unreadable { }")]
    [InlineData("""{"name":"parent-verified","payload":{"status":{"verified":true}}}""", "Unreadable { }")]
    [InlineData("""{"name":"parent-verified","payload":{"externalPayload":7,"status":{"verified":true}}}""", "Unreadable { }")]
    [InlineData("""{"name":"parent-verified","payload":{"externalPayload":"\ud800","status":{"verified":true}}}""", "Unreadable { }")]
    [InlineData("""{"name":"parent-verified","payload":[]}""", "Unreadable { }")]
    [InlineData("""{"name":"parent-verified","name":"parent-verified","payload":{"externalPayload":"r","status":{"verified":true}}}""", "Unreadable { }")]
    [InlineData("""{"name":"user-graduated","payload":{}}""", "UnknownEvent { }")]
    [InlineData("""{"payload":{}}""", "Unreadable { }")]
    [InlineData("[]", "Unreadable { }")]
    [InlineData("{", "Unreadable { }")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]", "Unreadable { }")]
    public async Task RightlySignedBodies_AreReadStrictly(string body, string expected)
    {
        using var sent = TestKit.Providers.CallbackSigning.Kws(
            new Uri("https://consent.example"), System.Text.Encoding.UTF8.GetBytes(body), Sample.Time, Sample.KwsSecret);
        Assert.Equal(expected, $"{await ReadAsync(body, sent.Headers.GetValues(KwsSignature.Header).Single())}");
    }

    [Fact]
    public async Task WithoutAKey_NothingIsAnswered_SoThatItIsSentAgain()
    {
        secrets.Set(SecretNames.ProviderWebhookKey("adult-check"));
        await Assert.ThrowsAsync<InvalidSecretException>(() => ReadAsync(Sample.KwsBody, $"t={Sample.Time},v1={Sample.KwsHex}"));
    }

    public void Dispose() => http.Dispose();

    private Task<CallbackReading> ReadAsync(string body, string? header) =>
        provider.ReadAsync(Sample.Callback(body, (KwsSignature.Header, header)), CancellationToken.None);
}
