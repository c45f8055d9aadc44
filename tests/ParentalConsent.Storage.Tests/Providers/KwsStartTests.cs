using ParentalConsent.Core.Providers;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Storage.Providers;
using ParentalConsent.TestKit.Memory;
using ParentalConsent.TestKit.Providers;

namespace ParentalConsent.Storage.Tests.Providers;

public sealed class KwsStartTests : IAsyncLifetime
{
    private readonly MemoryClock clock = new(Sample.Now);
    private readonly MemorySecretSource secrets = new();
    private KwsDouble Kws { get; } = new();
    private readonly HttpClient http = ProviderServices.CreateClient();

    public KwsStartTests() => secrets.Set(SecretNames.ProviderApiKey("adult-check"), "kws-api-key-of-the-test");

    [Fact]
    public async Task TheGuardianIsMailed_AndNothingOfTheChildIsSentButTheCountry()
    {
        Assert.IsType<CheckStart.ByMail>(await StartAsync(Provider(), Sample.Request));

        Assert.Equal(
            """{"email":"parent@example.com","location":"DE","language":"de","externalPayload":"0123456789abcdef0123456789abcdef","userContext":"parent"}""",
            Assert.Single(Kws.Mailed).GetRawText());
        Assert.Equal([KwsDouble.TokenPath, KwsDouble.SendPath], Kws.Requests.Select(request => request.Target));
        Assert.Contains("scope=verification", Kws.Requests[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CountryAndLanguageThatNobodyKnows_AreNamedAsConfigured()
    {
        await StartAsync(Provider(("DefaultLocation", "FR")), Sample.Request with { Country = null, Locale = null });
        Assert.Equal(("FR", "en"), (Kws.Mailed[0].GetProperty("location").GetString(), Kws.Mailed[0].GetProperty("language").GetString()));
    }

    [Fact]
    public async Task AnAccessToken_IsUsedAgain_UntilShortlyBeforeItEnds()
    {
        var provider = Provider();
        await StartAsync(provider, Sample.Request);
        clock.Advance(TimeSpan.FromSeconds(269));
        await StartAsync(provider, Sample.Request);
        Assert.Single(Kws.Requests, request => request.Target == KwsDouble.TokenPath);

        clock.Advance(TimeSpan.FromSeconds(1));
        await StartAsync(provider, Sample.Request);
        Assert.Equal(2, Kws.Requests.Count(request => request.Target == KwsDouble.TokenPath));
    }

    [Fact]
    public async Task AnAccessTokenThatEndedEarly_IsReplaced_Once()
    {
        var provider = Provider();
        await StartAsync(provider, Sample.Request);
        Kws.ForgetTokens();

        Assert.IsType<CheckStart.ByMail>(await StartAsync(provider, Sample.Request));
        Assert.Equal(3, Kws.Mailed.Count);
    }

    [Fact]
    public async Task AKeyThatIsChanged_IsTriedInEachVersion()
    {
        secrets.Set(SecretNames.ProviderApiKey("adult-check"), "not-yet-in-force-there", "kws-api-key-of-the-test");
        Assert.IsType<CheckStart.ByMail>(await StartAsync(Provider(), Sample.Request));
    }

    [Fact]
    public async Task AKeyThatIsTooShort_IsNotNow_AndNobodyIsAsked()
    {
        secrets.Set(SecretNames.ProviderApiKey("adult-check"), "kws-api-key-123");
        var thrown = await Assert.ThrowsAsync<InvalidSecretException>(() => StartAsync(Provider(), Sample.Request));
        Assert.Equal("The secret 'provider-adult-check-api-key' must have at least 16 characters.", thrown.Message);
        Assert.Empty(Kws.Requests);
    }

    [Fact]
    public async Task AWrongKey_IsNotNow()
    {
        Kws.ApiKeys.Clear();
        Assert.Equal(new CheckStart.NotNow("HTTP 401"), await StartAsync(Provider(), Sample.Request));
        Assert.Empty(Kws.Mailed);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task ARefusal_IsNotNow_AndIsNotRepeatedByItself(int status)
    {
        Kws.SendStatus = status;
        Assert.Equal(new CheckStart.NotNow($"HTTP {status}"), await StartAsync(Provider(), Sample.Request));
        Assert.Single(Kws.Mailed);
    }

    [Fact]
    public async Task ARedirect_IsNotFollowed()
    {
        Kws.Redirects = true;
        Assert.IsType<CheckStart.NotNow>(await StartAsync(Provider(), Sample.Request));
        Assert.Single(Kws.Requests);
    }

    [Fact]
    public async Task Silence_EndsAtTheTimeLimit()
    {
        Kws.Silence = new TaskCompletionSource();
        Assert.IsType<CheckStart.NotNow>(await StartAsync(Provider(("Timeout", "00:00:00.2")), Sample.Request));
    }

    [Fact]
    public async Task NobodyThere_IsNotNow()
    {
        await Kws.DisposeAsync();
        Assert.Equal(new CheckStart.NotNow(nameof(HttpRequestException)), await StartAsync(Provider(), Sample.Request));
    }

    [Fact]
    public async Task ACallerWhoIsGone_IsNoAnswerOfTheProvider()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Provider().StartAsync(Sample.Request, gone.Token));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        http.Dispose();
        await Kws.DisposeAsync();
    }

    private static Task<CheckStart> StartAsync(KwsProvider provider, CheckRequest request) => provider.StartAsync(request, CancellationToken.None);

    private KwsProvider Provider(params (string Name, string Value)[] more) => new(
        Sample.Options(
            "kws",
            [("BaseUrl", Kws.Url.AbsoluteUri), ("TokenUrl", new Uri(Kws.Url, KwsDouble.TokenPath).AbsoluteUri), ("ClientId", Kws.ClientId), .. more]),
        new ProviderSecrets(secrets, clock),
        http,
        clock);
}
