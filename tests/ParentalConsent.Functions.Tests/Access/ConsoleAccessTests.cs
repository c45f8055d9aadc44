using System.Net;
using System.Text;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Functions.Tests.Host;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Functions.Tests.Access;

public sealed class ConsoleAccessTests
{
    private const string Path = "/api/v1/deletion-log/verify";

    [Fact]
    public async Task ConsoleKey_OpensTheAdminApi_AndNothingElseDoes()
    {
        await using var started = await StartedHost.StartAsync();
        var host = started.Host;

        Assert.Equal(HttpStatusCode.OK, (await host.Console.GetPathAsync(Path)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Auditor.GetPathAsync(Path)).StatusCode);
        foreach (var http in (HttpClient[])[host.Anybody, host.Sample, host.Caller(MemorySecretSource.NewKey())])
        {
            foreach (var path in (string[])[Path, "/api/v1/deletion-log", "/api/v1/deletion-log?format=csv"])
            {
                Assert.Equal("unauthorized", await (await http.GetPathAsync(path)).ProblemCodeAsync(HttpStatusCode.Unauthorized));
            }
        }

        Assert.Equal(8, host.LogCalls.CountOf("DeletionLog.ReadHeadAsync"));
    }

    [Theory]
    [InlineData("true", "ConsentAdministrator", HttpStatusCode.OK)]
    [InlineData("true", "ConsentAuditor", HttpStatusCode.OK)]
    [InlineData("true", "Reader", HttpStatusCode.Forbidden)]
    [InlineData("false", "ConsentAdministrator", HttpStatusCode.Unauthorized)]
    public async Task SignedInPrincipal_IsBelievedOnlyWhereToldTo_AndInTheRole(string trust, string role, HttpStatusCode expected)
    {
        await using var started = await StartedHost.StartAsync($"Console:TrustAppServiceAuthentication={trust}");

        Assert.Equal(expected, await GetAsync(started.Host, Principal("roles", role)));
        Assert.Equal(expected, await GetAsync(started.Host, Principal("http://schemas.microsoft.com/ws/2008/06/identity/claims/role", role)));
    }

    [Fact]
    public async Task AccountWithoutARole_MayStillUseAKey()
    {
        await using var started = await StartedHost.StartAsync("Console:TrustAppServiceAuthentication=true");
        var http = started.Host.Console;
        http.DefaultRequestHeaders.TryAddWithoutValidation("X-MS-CLIENT-PRINCIPAL", Principal("roles", "Reader"));

        Assert.Equal(HttpStatusCode.OK, (await http.GetPathAsync(Path)).StatusCode);
    }

    [Fact]
    public async Task MissingAuditorKey_IsNoCauseForAWarning()
    {
        await using var started = await StartedHost.StartAsync();
        started.Host.Secrets.Set(SecretNames.AuditorKey);

        Assert.Equal(HttpStatusCode.OK, (await started.Host.Console.GetPathAsync(Path)).StatusCode);

        Assert.DoesNotContain(started.Host.Logs.Lines, line => line.Contains(SecretNames.AuditorKey, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64")]
    [InlineData("bm90IGpzb24=")]
    [InlineData("bnVsbA==")]
    [InlineData("e30=")]
    [InlineData("eyJjbGFpbXMiOltudWxsXX0=")]
    public async Task MalformedPrincipal_IsNobody(string header)
    {
        await using var started = await StartedHost.StartAsync("Console:TrustAppServiceAuthentication=true");

        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(started.Host, header));
    }

    private static async Task<HttpStatusCode> GetAsync(ConsentHost host, string principal)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Path, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("X-MS-CLIENT-PRINCIPAL", principal);
        return (await host.Anybody.SendAsync(request)).StatusCode;
    }

    private static string Principal(string roleType, string role) => Convert.ToBase64String(Encoding.UTF8.GetBytes(
        $$"""{"auth_typ":"aad","name_typ":"name","role_typ":"roles","claims":[{"typ":"oid","val":"1234"},{"typ":"{{roleType}}","val":"{{role}}"}]}"""));
}
