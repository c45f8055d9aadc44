using System.Net;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Functions.Tests.Host;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Functions.Tests.Access;

public sealed class ClientAccessTests : IAsyncLifetime
{
    private readonly ConsentHost host = new();

    public static TheoryData<string, string> ClientEndpoints => new()
    {
        { "POST", "/api/v1/age-checks" },
        { "POST", "/api/v1/registrations" },
        { "GET", "/api/v1/registrations/00000000000000000000000000000000" },
        { "GET", "/api/v1/registrations/00000000000000000000000000000000/data" },
        { "POST", "/api/v1/registrations/00000000000000000000000000000000/cancel" },
        { "GET", "/api/v1/subjects/subject-1/consent" },
    };

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Theory]
    [MemberData(nameof(ClientEndpoints))]
    public async Task WithoutAGoodKey_EveryEndpointIs401_BeforeItReadsAnything(string method, string path)
    {
        string?[] headers =
        [
            null, "", "Bearer", "Bearer ", "Bearer short", $"Bearer {MemorySecretSource.NewKey()}", $"Basic {host.SampleKey}", host.SampleKey,
            $"Bearer {host.SampleKey}x", $"Bearer {host.SampleKey[..^1]}", $"Bearer {host.Secrets[SecretNames.ConsoleKey][0]}",
            $"Bearer {new string('k', 5000)}",
        ];
        foreach (var header in headers)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
            request.Headers.TryAddWithoutValidation("Authorization", header);
            var response = await host.Anybody.SendAsync(request);

            Assert.Equal("unauthorized", await response.ProblemCodeAsync(HttpStatusCode.Unauthorized));
            Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
        }

        Assert.Equal(0, host.Calls.Count);
    }

    [Fact]
    public async Task EveryVersionOfAKey_IsGood_UntilItIsRetired()
    {
        host.Secrets.Rotate(SecretNames.ClientKey("sample"));
        var newest = host.Secrets[SecretNames.ClientKey("sample")][0];
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], [await CheckAgeAsync(host.SampleKey), await CheckAgeAsync(newest)]);

        host.Secrets.Set(SecretNames.ClientKey("sample"), newest);
        host.Clock.Advance(TimeSpan.FromMinutes(11));

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.OK], [await CheckAgeAsync(host.SampleKey), await CheckAgeAsync(newest)]);
    }

    [Fact]
    public async Task NewKey_IsGoodWithinHalfAMinute()
    {
        Assert.Equal(HttpStatusCode.OK, await CheckAgeAsync(host.SampleKey));
        host.Secrets.Rotate(SecretNames.ClientKey("sample"));
        host.Clock.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal(HttpStatusCode.OK, await CheckAgeAsync(host.Secrets[SecretNames.ClientKey("sample")][0]));
    }

    [Fact]
    public async Task WrongKeys_DoNotReadSecretsEachTime()
    {
        await CheckAgeAsync(MemorySecretSource.NewKey());
        var before = host.Secrets.Calls.Count;

        for (var count = 0; count < 20; count++)
        {
            await CheckAgeAsync(MemorySecretSource.NewKey());
        }

        Assert.Equal(before, host.Secrets.Calls.Count);
    }

    [Fact]
    public async Task SecretsThatCannotBeRead_LeaveKnownKeysGood()
    {
        Assert.Equal(HttpStatusCode.OK, await CheckAgeAsync(host.SampleKey));
        host.Secrets.Calls.Before = _ => throw new HttpRequestException();
        host.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(HttpStatusCode.OK, await CheckAgeAsync(host.SampleKey));
    }

    [Fact]
    public async Task SecretsThatCouldNeverBeRead_Are503()
    {
        host.Secrets.Calls.Before = _ => throw new HttpRequestException();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await CheckAgeAsync(host.SampleKey));
    }

    [Fact]
    public async Task KeyThatTwoClientsShare_IsNobodys()
    {
        host.Secrets.Set(SecretNames.ClientKey("sample-test"), host.SampleKey);

        Assert.Equal(HttpStatusCode.Unauthorized, await CheckAgeAsync(host.SampleKey));
    }

    [Fact]
    public async Task KeyThatIsTooShort_IsNobodys()
    {
        host.Secrets.Set(SecretNames.ClientKey("sample"), "guessable");

        Assert.Equal(HttpStatusCode.Unauthorized, await CheckAgeAsync("guessable"));
    }

    [Fact]
    public async Task Keys_NeverAppearInLogs()
    {
        await CheckAgeAsync(host.SampleKey);
        await CheckAgeAsync("wrong-but-marked-key-of-a-fitting-length");

        Assert.DoesNotContain(host.Logs.Lines, line => line.Contains(host.SampleKey, StringComparison.Ordinal));
        Assert.DoesNotContain(host.Logs.Lines, line => line.Contains("marked", StringComparison.Ordinal));
    }

    private async Task<HttpStatusCode> CheckAgeAsync(string key) =>
        (await host.Caller(key).PostTextAsync("/api/v1/age-checks", "{\"age\":3}")).StatusCode;
}
