using System.Net;
using ParentalConsent.Functions.Tests.Consent;
using ParentalConsent.Functions.Tests.Host;

namespace ParentalConsent.Functions.Tests.Console;

public sealed class PrincipalTests : IAsyncLifetime
{
    private readonly ConsentHost host = new();

    public Task InitializeAsync()
    {
        host.Settings.Add("Console:TrustAppServiceAuthentication=true");
        return host.InitializeAsync();
    }

    public Task DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("ConsentAdministrator", "overview")]
    [InlineData("SomethingElse", "sign-in")]
    public async Task OnlyTheAllowedRole_OpensTheConsole(string role, string kind) =>
        Assert.Equal(kind, (await (await As(role).GetPathAsync("/console")).PageAsync(HttpStatusCode.OK)).Kind());

    [Fact]
    public async Task SignInPage_LeadsToTheOrganisationsAccount()
    {
        var page = await (await host.Anybody.GetPathAsync("/console")).PageAsync(HttpStatusCode.OK);
        var refused = await (await host.SignInAsync("wrong")).PageAsync(HttpStatusCode.Forbidden);

        Assert.All([page, refused], each => Assert.NotNull(each.QuerySelector("a[href='/.auth/login/aad?post_login_redirect_uri=/console']")));
    }

    [Fact]
    public async Task SignOut_LeadsToAppServices()
    {
        var page = await (await As("ConsentAdministrator").PostFormAsync("/console/sign-out")).PageAsync(HttpStatusCode.OK);

        Assert.NotNull(page.QuerySelector("a[href='/.auth/logout']"));
    }

    private HttpClient As(string role)
    {
        var http = host.Anybody;
        http.DefaultRequestHeaders.Add("X-MS-CLIENT-PRINCIPAL", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(
            $$"""{"claims":[{"typ":"oid","val":"1"},{"typ":"roles","val":"{{role}}"}]}""")));
        return http;
    }
}
