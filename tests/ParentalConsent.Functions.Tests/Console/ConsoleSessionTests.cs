using System.Net;
using System.Text;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Core.Staff;
using ParentalConsent.Functions.Console;
using ParentalConsent.Functions.Tests.Consent;
using ParentalConsent.Functions.Tests.Host;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Functions.Tests.Console;

public sealed class ConsoleSessionTests : IAsyncLifetime
{
    private readonly ConsentHost host = new();

    public static TheoryData<string> Pages => new(
        "/console/deletion-log", "/console/deletion-log.csv", "/console/deletions/0123456789abcdef01234567", "/console/verification");

    private string Key => host.Secrets[SecretNames.ConsoleKey][0];

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task RightKey_StartsASession_ThatScriptsAndOtherSitesCannotUse()
    {
        var response = await host.SignInAsync($" {Key}\n");

        Assert.Equal("/console", response.Headers.Location?.ToString());
        var attributes = Administrator.SetCookie(response).ToLowerInvariant().Split("; ").Skip(1).Order(StringComparer.Ordinal);
        Assert.Equal(["httponly", "max-age=28800", "path=/console", "samesite=strict", "secure"], attributes);
        var page = await (await host.With(await host.SessionAsync()).GetPathAsync("/console")).PageAsync(HttpStatusCode.OK);
        Assert.Equal("overview", page.Kind());
    }

    [Theory]
    [InlineData("")]
    [InlineData("wrong")]
    [InlineData("wrong-wrong-wrong-wrong-wrong-wrong-wrong-wrong")]
    public async Task WrongKey_IsRefused(string key)
    {
        var response = await host.SignInAsync(key);
        var page = await response.PageAsync(HttpStatusCode.Forbidden);

        Assert.Equal("sign-in", page.Kind());
        Assert.Equal("true", page.GetElementById("key")!.GetAttribute("aria-invalid"));
        Assert.Null(page.GetElementById("key")!.GetAttribute("value"));
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" A ")]
    [InlineData("Ada\u202eStaff")]
    [InlineData("Ada\nStaff")]
    public async Task RightKeyWithoutAName_StartsNoSession(string name)
    {
        var response = await host.SignInAsync(Key, name: name);
        var page = await response.PageAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal("true", page.GetElementById("name")!.GetAttribute("aria-invalid"));
        Assert.Null(page.GetElementById("key")!.GetAttribute("aria-invalid"));
        Assert.False(response.Headers.Contains("Set-Cookie"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await host.SignInAsync(Key, name: new string('a', 101))).StatusCode);
    }

    [Theory]
    [InlineData(SecretNames.ConsoleKey, StaffRole.Operator)]
    [InlineData(SecretNames.AuditorKey, StaffRole.Auditor)]
    public async Task Session_CarriesNameAndRole(string secret, StaffRole role)
    {
        const string LongName = "दिव्या 👩🏽‍💼 Ωmega";
        var sessions = new ConsoleSessions(host.Secrets, new ServiceAddress(new Uri("https://consent.example")), host.Clock);

        var request = new FakeRequest([], null) { Sent = [sessions.Start(host.Secrets[secret][0], role, LongName)] };

        Assert.Equal(new StaffMember(LongName, role, StaffSignIn.Key), await sessions.FindAsync(request, CancellationToken.None));
    }

    [Fact]
    public async Task AuditorKey_DoesNotMakeAnOperatorsSession()
    {
        var sessions = new ConsoleSessions(host.Secrets, new ServiceAddress(new Uri("https://consent.example")), host.Clock);
        var auditorKey = host.Secrets[SecretNames.AuditorKey][0];

        Assert.Null(await sessions.FindAsync(new FakeRequest([], null) { Sent = [sessions.Start(auditorKey, StaffRole.Operator, "Ada")] }, CancellationToken.None));

        // Not even where somebody put the same key in both places.
        host.Secrets.Set(SecretNames.ConsoleKey, auditorKey);
        var cookie = sessions.Start(auditorKey, StaffRole.Auditor, "Ada").Value;
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(cookie);
        bytes[24] = (byte)StaffRole.Operator;
        Assert.Null(await sessions.FindAsync(
            new FakeRequest([], null) { Sent = [new Microsoft.Azure.Functions.Worker.Http.HttpCookie(ConsoleSessions.CookieName, System.Buffers.Text.Base64Url.EncodeToString(bytes))] },
            CancellationToken.None));
        Assert.Equal(HttpStatusCode.Forbidden, (await host.SignInAsync(auditorKey)).StatusCode);
    }

    [Fact]
    public async Task KeySentTwice_IsRefused() =>
        await (await host.Anybody.PostFormAsync("/console/sign-in", ("name", "Ada"), ("key", Key), ("key", Key))).PageAsync(HttpStatusCode.Forbidden);

    [Theory]
    [InlineData("https://evil.example", null, HttpStatusCode.Forbidden)]
    [InlineData("null", null, HttpStatusCode.Forbidden)]
    [InlineData("null", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData(null, "same-site", HttpStatusCode.Forbidden)]
    [InlineData("https://consent.example", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("null", "same-origin", HttpStatusCode.SeeOther)]
    [InlineData("https://consent.example", null, HttpStatusCode.SeeOther)]
    [InlineData(null, null, HttpStatusCode.SeeOther)]
    public async Task FormsOfOtherSites_AreRefused(string? origin, string? fetchSite, HttpStatusCode status) =>
        Assert.Equal(status, (await host.SignInAsync(Key, origin, fetchSite)).StatusCode);

    [Fact]
    public async Task WithoutSession_TheConsoleAsksForTheKey()
    {
        var page = await (await host.Anybody.GetPathAsync("/console")).PageAsync(HttpStatusCode.OK);

        Assert.Equal("sign-in", page.Kind());
        Assert.Empty(page.QuerySelectorAll("a[href*='.auth']"));
    }

    [Fact]
    public async Task ManySignInsAtOnce_DoNotBreakOpenSessions()
    {
        var sessions = new ConsoleSessions(host.Secrets, new ServiceAddress(new Uri("https://consent.example")), host.Clock);
        var request = new FakeRequest([], null) { Sent = [sessions.Start(Key, StaffRole.Operator, "Ada")] };
        var over = new CancellationTokenSource();
        var signingIn = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            while (!over.IsCancellationRequested)
            {
                sessions.Start(Key, StaffRole.Operator, "Ada");
            }
        })).ToArray();

        try
        {
            for (var time = 0; time < 30_000; time++)
            {
                Assert.NotNull(await sessions.FindAsync(request, CancellationToken.None));
            }
        }
        finally
        {
            await over.CancelAsync();
            await Task.WhenAll(signingIn);
            over.Dispose();
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task WithoutSession_NothingIsShown(string path)
    {
        foreach (var http in new[] { host.Anybody, host.Sample, host.With("console-session=") })
        {
            var response = await http.GetPathAsync(path);
            Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
            Assert.Equal("/console", response.Headers.Location?.ToString());
            Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        }
    }

    [Fact]
    public async Task ForgedCookies_DoNotOpen()
    {
        var session = await host.SessionAsync();
        Assert.True(await OpensAsync(session));
        var value = session.Split('=')[1];

        for (var place = 0; place < value.Length - 1; place++)
        {
            var forged = new StringBuilder(value) { [place] = value[place] == 'A' ? 'B' : 'A' };
            Assert.False(await OpensAsync($"console-session={forged}"), $"changed at {place}");
        }

        foreach (var cookie in new[] { value[1..], value[..^1], value + "A", "", "A", new string('A', value.Length), "%C3%A9", $"{value}; console-session={value}" })
        {
            Assert.False(await OpensAsync($"console-session={cookie}"));
        }
    }

    [Fact]
    public async Task Session_LastsEightHours()
    {
        var session = await host.SessionAsync();

        host.Clock.Advance(TimeSpan.FromHours(8) - TimeSpan.FromSeconds(1));
        Assert.True(await OpensAsync(session));

        host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await OpensAsync(session));
    }

    [Fact]
    public async Task Session_EndsWhenItsKeyIsTakenOutOfForce()
    {
        var session = await host.SessionAsync();
        host.Secrets.Rotate(SecretNames.ConsoleKey);
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True(await OpensAsync(session));

        host.Secrets.Set(SecretNames.ConsoleKey, host.Secrets[SecretNames.ConsoleKey][0]);
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.False(await OpensAsync(session));
    }

    [Fact]
    public async Task SessionOfAnotherService_DoesNotOpen()
    {
        var session = await host.SessionAsync();
        host.Secrets.Set(SecretNames.ConsoleKey, MemorySecretSource.NewKey());
        host.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.False(await OpensAsync(session));
    }

    [Fact]
    public async Task SignOut_EndsTheSessionInTheBrowser()
    {
        var http = host.With(await host.SessionAsync());

        var response = await http.PostFormAsync("/console/sign-out");

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Contains("max-age=0", Administrator.SetCookie(response).ToLowerInvariant(), StringComparison.Ordinal);
        http.DefaultRequestHeaders.Add("Origin", "https://evil.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await http.PostFormAsync("/console/sign-out")).StatusCode);
    }

    [Fact]
    public async Task PrincipalHeader_IsNotBelieved_UnlessConfigured()
    {
        var http = host.Anybody;
        http.DefaultRequestHeaders.Add("X-MS-CLIENT-PRINCIPAL", Convert.ToBase64String(
            """{"claims":[{"typ":"oid","val":"1"},{"typ":"roles","val":"ConsentAdministrator"}]}"""u8));

        Assert.Equal("sign-in", (await (await http.GetPathAsync("/console")).PageAsync(HttpStatusCode.OK)).Kind());
    }

    [Fact]
    public async Task KeysAndCookies_AreNotLogged()
    {
        var session = await host.SessionAsync();
        await OpensAsync(session);

        Assert.DoesNotContain(host.Logs.Lines, line =>
            line.Contains(Key, StringComparison.Ordinal) || line.Contains(session.Split('=')[1], StringComparison.Ordinal));
    }

    private async Task<bool> OpensAsync(string cookie) =>
        (await (await host.With(cookie).GetPathAsync("/console")).PageAsync(HttpStatusCode.OK)).Kind() == "overview";
}
