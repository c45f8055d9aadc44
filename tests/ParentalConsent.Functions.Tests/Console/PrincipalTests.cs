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
    [InlineData("ConsentAuditor", "overview")]
    [InlineData("SomethingElse", "sign-in")]
    public async Task OnlyRolesOfOurs_OpenTheConsole(string role, string kind) =>
        Assert.Equal(kind, (await (await host.Account(role).GetPathAsync("/console")).PageAsync(HttpStatusCode.OK)).Kind());

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
        var page = await (await host.Account("ConsentAdministrator").PostFormAsync("/console/sign-out")).PageAsync(HttpStatusCode.OK);

        Assert.NotNull(page.QuerySelector("a[href='/.auth/logout']"));
    }
}
