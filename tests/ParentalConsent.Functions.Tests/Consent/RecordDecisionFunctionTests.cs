using System.Net;
using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Functions.Tests.Host;
using ParentalConsent.Functions.Tests.Work;

namespace ParentalConsent.Functions.Tests.Consent;

public sealed class RecordDecisionFunctionTests(ConsentHost host) : IClassFixture<ConsentHost>
{
    [Theory]
    [InlineData("grant", "granted", RegistrationState.Granted)]
    [InlineData("refuse", "refused", RegistrationState.Refused)]
    [InlineData("notMyChild", "disowned", RegistrationState.Disowned)]
    public async Task Decision_IsRecorded_InThreeCalls(string decision, string outcome, RegistrationState state)
    {
        var (id, token) = await host.AskAsync();
        var calls = host.Calls.Count;

        var page = await (await host.SendAsync(token, decision, ("purposes", "newsletter"))).PageAsync(HttpStatusCode.OK);

        Assert.Equal("outcome", page.Kind());
        Assert.Equal(outcome, page.Outcome());
        Assert.Equal(state, host.Find(id).State);
        Assert.Equal(state == RegistrationState.Granted ? ["account", "newsletter"] : [], host.Find(id).GrantedPurposes);
        Assert.InRange(host.Calls.Count - calls, 1, 3);
    }

    [Fact]
    public async Task Grant_CanBeWithdrawnFromItsOwnPage_WithoutAnyMail()
    {
        await using var own = await StartedHost.StartAsync();
        var (id, token) = await own.Host.AskAsync();
        var granted = await (await own.Host.SendAsync(token, "grant")).PageAsync(HttpStatusCode.OK);
        var hidden = granted.QuerySelector("form[method=post][action='/consent/open'] input[type=hidden][name=token]")!.GetAttribute("value")!;

        Assert.Equal(2, granted.DocumentElement.OuterHtml.Split(hidden).Length);
        own.Host.Clock.Advance(TimeSpan.FromDays(365 * 10));
        var manage = await (await own.Host.OpenAsync(hidden)).PageAsync(HttpStatusCode.OK);
        Assert.Equal("manage", manage.Kind());
        Assert.DoesNotContain(own.Host.Logs.Lines, line => line.Contains(hidden, StringComparison.Ordinal));
        var withdrawn = await (await own.Host.Anybody.PostFormAsync(
            "/consent/decision", ("token", hidden), ("decision", "withdraw"), ("guardianName", "Sam Jones"))).PageAsync(HttpStatusCode.OK);

        Assert.Equal("withdrawn", withdrawn.Outcome());
        Assert.Equal(RegistrationState.Withdrawn, own.Host.Find(id).State);
    }

    [Fact]
    public async Task No_OffersNothingToManage()
    {
        var (_, token) = await host.AskAsync();

        Assert.Empty((await (await host.SendAsync(token, "refuse")).PageAsync(HttpStatusCode.OK)).QuerySelectorAll("main form"));
    }

    [Fact]
    public async Task NotMyChild_NeedsOnlyTheTypedName()
    {
        var (id, token) = await host.AskAsync();

        var page = await (await host.Anybody.PostFormAsync(
            "/consent/decision", ("token", token), ("decision", "notMyChild"), ("guardianName", "Sam"), ("relationship", ""))).PageAsync(HttpStatusCode.OK);

        Assert.Equal("disowned", page.Outcome());
        Assert.Equal(RegistrationState.Disowned, host.Find(id).State);
    }

    [Theory]
    [InlineData("withdraw", "withdrawn", "withdrawn")]
    [InlineData("erase", "erased", "guardianRequest")]
    public async Task WithdrawalAndAskingForTheDeletion_TakeOneFormEach(string decision, string outcome, string reason)
    {
        var (id, _) = await host.AskAsync();
        await host.DecideAsync(id, ConsentDecision.Grant);
        var token = await host.TokenAsync(id, LinkKind.Manage);
        var manage = await (await host.Anybody.PostFormAsync("/consent/open", ("token", token))).PageAsync(HttpStatusCode.OK);
        Assert.NotNull(manage.QuerySelector($"button[name=decision][value={decision}]"));

        var page = await (await host.Anybody.PostFormAsync(
            "/consent/decision", ("token", token), ("decision", decision), ("guardianName", "Sam Jones"))).PageAsync(HttpStatusCode.OK);

        Assert.Equal(outcome, page.Outcome());
        Assert.Equal(RegistrationState.Withdrawn, host.Find(id).State);
        var answer = await (await host.Sample.GetAsync($"/api/v1/registrations/{id}")).JsonAsync();
        Assert.Equal(("withdrawn", reason), (answer.GetProperty("state").GetString(), answer.GetProperty("deletion").GetProperty("reason").GetString()));
        await host.WorkAsync();
        var log = await (await host.Console.GetPathAsync($"/api/v1/deletion-log?reason={reason}")).JsonAsync();
        Assert.Contains(
            log.GetProperty("entries").EnumerateArray(),
            entry => entry.GetProperty("registrationId").GetString() == id && entry.GetProperty("reason").GetString() == reason);
        Assert.Contains($",{reason},", await (await host.Console.GetPathAsync($"/api/v1/deletion-log?format=csv&reason={reason}")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    public static TheoryData<string, string> WrongForms => new()
    {
        { "", "decision guardianName" },
        { "decision=maybe&guardianName=Sam", "decision" },
        { "decision=GRANT&guardianName=Sam&relationship=mother&attestation=yes", "decision" },
        { "decision=grant&decision=refuse&guardianName=Sam&relationship=mother&attestation=yes", "decision" },
        { "decision=grant&decision=grant&guardianName=Sam&relationship=mother&attestation=yes", "decision" },
        { "decision=grant", "guardianName relationship attestation" },
        { "decision=refuse&guardianName=%20%20&relationship=mother&attestation=yes", "guardianName" },
        { "decision=refuse&guardianName=S&relationship=mother&attestation=yes", "guardianName" },
        { "decision=refuse&guardianName=..&relationship=mother&attestation=yes", "guardianName" },
        { "decision=grant&guardianName=Sam&guardianName=Kim&relationship=mother&attestation=yes", "guardianName" },
        { "decision=grant&guardianName=Sam%E2%80%AEx&relationship=mother&attestation=yes", "guardianName" },
        { "decision=grant&guardianName=Sam%0D%0Ax&relationship=mother&attestation=yes", "guardianName" },
        { "decision=grant&guardianName=Sam%00&relationship=mother&attestation=yes", "guardianName" },
        { "decision=grant&guardianName=Sam&relationship=m%07m&attestation=yes", "relationship" },
        { "decision=grant&guardianName=Sam&relationship=a&relationship=b&attestation=yes", "relationship" },
        { "decision=grant&guardianName=Sam&relationship=mother&attestation=no", "attestation" },
        { "decision=grant&guardianName=Sam&relationship=mother&attestation=yes&attestation=yes", "attestation" },
        { "decision=notMyChild", "guardianName" },
        { "decision=withdraw&guardianName=Sam", "decision" },
    };

    [Theory]
    [MemberData(nameof(WrongForms))]
    public async Task WrongForm_IsShownAgain_AndChangesNothing(string form, string wrong)
    {
        var (id, token) = await host.AskAsync();

        var page = await (await host.Anybody.PostTextAsync(
            "/consent/decision", $"token={token}&{form}", "application/x-www-form-urlencoded")).PageAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal("decide", page.Kind());
        Assert.StartsWith("Error:", page.Title!, StringComparison.Ordinal);
        var anchors = page.QuerySelectorAll("#errors a").Select(link => link.GetAttribute("href")![1..]).ToArray();
        Assert.Equal(wrong.Split(' '), anchors.Select(anchor => page.GetElementById(anchor)!.GetAttribute("name")));
        Assert.Equal(RegistrationState.AwaitingParent, host.Find(id).State);
    }

    [Fact]
    public async Task WrongForm_KeepsWhatWasEntered()
    {
        var (_, token) = await host.AskAsync();

        var page = await (await host.Anybody.PostFormAsync(
            "/consent/decision", ("token", token), ("decision", "grant"), ("guardianName", "\"><script>alert(1)</script>"), ("purposes", "leaderboard")))
            .PageAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal("\"><script>alert(1)</script>", page.GetElementById("guardianName")!.GetAttribute("value"));
        Assert.Equal(["leaderboard", "grant"], page.QuerySelectorAll("input:checked").Select(input => input.GetAttribute("value")));
        Assert.Empty(page.QuerySelectorAll("main script"));
    }

    [Fact]
    public async Task LongNames_AreRefused()
    {
        var (id, token) = await host.AskAsync();

        await (await host.SendAsync(token, "grant", ("guardianName", "x"))).PageAsync(HttpStatusCode.UnprocessableEntity);
        await (await host.Anybody.PostFormAsync(
            "/consent/decision", ("token", token), ("decision", "notMyChild"), ("guardianName", new string('x', 101)))).PageAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(RegistrationState.AwaitingParent, host.Find(id).State);
    }

    [Fact]
    public async Task ManageLink_CannotGrantOrRefuse()
    {
        var (id, _) = await host.AskAsync();
        await host.DecideAsync(id, ConsentDecision.Grant);
        var token = await host.TokenAsync(id, LinkKind.Manage);

        foreach (var decision in new[] { "grant", "refuse", "" })
        {
            var page = await (await host.SendAsync(token, decision)).PageAsync(HttpStatusCode.UnprocessableEntity);
            Assert.Equal("manage", page.Kind());
            Assert.NotNull(page.QuerySelector("#errors a[href='#guardianName']"));
        }

        Assert.Equal(RegistrationState.Granted, host.Find(id).State);
    }

    [Fact]
    public async Task ManageLink_TakesNotMyChild_AsTheEndOfTheConsent_WithACodeToLiftIt()
    {
        var (id, _) = await host.AskAsync();
        await host.DecideAsync(id, ConsentDecision.Grant);
        var token = await host.TokenAsync(id, LinkKind.Manage);
        var manage = await (await host.OpenAsync(token)).PageAsync(HttpStatusCode.OK);
        Assert.Single(manage.QuerySelectorAll("main form[action='/consent/decision'] button[value=notMyChild]"));

        var page = await (await host.Anybody.PostFormAsync("/consent/decision", ("token", token), ("decision", "notMyChild"), ("guardianName", "Pat Doe"))).PageAsync(HttpStatusCode.OK);
        Assert.NotNull(page.QuerySelector("main form[action='/consent/open'] input[name=token]"));
        Assert.Equal((RegistrationState.Withdrawn, true), (host.Find(id).State, host.Find(id).WasDisowned));
    }

    [Fact]
    public async Task SecondDecision_IsToldTheFirst()
    {
        var (id, token) = await host.AskAsync();
        await host.SendAsync(token, "refuse");

        var page = await (await host.SendAsync(token, "grant")).PageAsync(HttpStatusCode.Conflict);

        Assert.Equal("ended", page.Kind());
        Assert.Equal("refused", page.Outcome());
        Assert.Equal(RegistrationState.Refused, host.Find(id).State);
    }

    [Fact]
    public async Task ManyAtOnce_OneWins()
    {
        var (id, token) = await host.AskAsync();

        var responses = await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            Task.Run(() => host.SendAsync(token, number % 2 == 0 ? "grant" : "refuse"))));

        var winner = await Assert.Single(responses, response => response.StatusCode == HttpStatusCode.OK).PageAsync(HttpStatusCode.OK);
        Assert.Equal(host.Find(id).State.ToString().ToLowerInvariant(), winner.Outcome());
        Assert.Equal(19, responses.Count(response => response.StatusCode == HttpStatusCode.Conflict));
    }

    [Theory]
    [InlineData("cut", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("", HttpStatusCode.BadRequest, "invalid")]
    public async Task DecisionWithABadToken_ChangesNothing(string token, HttpStatusCode status, string kind) =>
        Assert.Equal(kind, (await (await host.SendAsync(token, "grant")).PageAsync(status)).Kind());

    [Fact]
    public async Task TokensAndNames_AreNotLogged()
    {
        var (_, token) = await host.AskAsync();
        await host.OpenAsync(token);
        await host.SendAsync(token, "maybe");
        await host.SendAsync(token, "grant");

        Assert.NotEmpty(host.Logs.Lines);
        Assert.DoesNotContain(host.Logs.Lines, line =>
            line.Contains(token, StringComparison.Ordinal) || line.Contains("Marked", StringComparison.OrdinalIgnoreCase));
    }
}
