using System.Net;
using System.Text.Json;
using ParentalConsent.Core.Consents;
using ParentalConsent.Functions.Tests.Consent;
using ParentalConsent.Functions.Tests.Host;
using ParentalConsent.Functions.Tests.Work;

namespace ParentalConsent.Functions.Tests.Registrations;

public sealed class AskForMoreFunctionTests : IAsyncLifetime
{
    private readonly ConsentHost host = new();

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Asked_IsAnsweredOnThePage_AndEachPurposeNamesItsNotice()
    {
        var id = await GrantAccountAsync();
        var asked = (await (await AskAsync(id, "leaderboard", "newsletter")).JsonAsync(HttpStatusCode.Accepted)).GetProperty("asked");
        Assert.Equal(["newsletter", "leaderboard"], asked.GetProperty("purposes").EnumerateArray().Select(purpose => purpose.GetString()));
        Assert.Equal(host.Clock.Now.AddDays(14).ToUnixTimeMilliseconds(), asked.GetProperty("until").GetDateTimeOffset().ToUnixTimeMilliseconds());
        Assert.Equal(("pending", "email"), (asked.GetProperty("mail").GetString(), asked.GetProperty("verification").GetProperty("method").GetString()));
        Assert.Equal(JsonValueKind.Null, asked.GetProperty("secondMail").ValueKind);
        await (await AskAsync(id, "newsletter", "leaderboard")).JsonAsync();
        await host.WorkAsync();
        Assert.Equal("sent", (await ReadAsync(id)).GetProperty("asked").GetProperty("mail").GetString());
        Assert.Equal("purposeNotGranted", await GateAsync("newsletter"));

        var token = host.Mailer.Sent[^1].Text.Split("/consent#")[1][..64];
        var page = await (await host.OpenAsync(token)).PageAsync(HttpStatusCode.OK);
        Assert.Equal("question", page.Kind());
        Assert.Equal(["newsletter", "leaderboard"], page.QuerySelectorAll("input[name=purposes]").Select(box => box.GetAttribute("value")));
        var notice = page.QuerySelector("input[name=notice]")!.GetAttribute("value")!;
        Assert.Equal("question", (await (await host.SendAsync(token, "grant")).PageAsync(HttpStatusCode.UnprocessableEntity)).Kind());
        var outcome = await (await host.SendAsync(token, "grant", ("purposes", "newsletter"), ("notice", notice))).PageAsync(HttpStatusCode.OK);
        Assert.Equal(("question-over", "question-granted"), (outcome.Kind(), outcome.Outcome()));

        var read = await ReadAsync(id);
        Assert.Equal(JsonValueKind.Null, read.GetProperty("asked").ValueKind);
        Assert.Equal(
            [("account", "granted", read.GetProperty("noticeHash").GetString()), ("newsletter", "granted", notice), ("leaderboard", "refused", null)],
            read.GetProperty("purposes").EnumerateArray().Select(purpose => (
                purpose.GetProperty("id").GetString()!, purpose.GetProperty("decision").GetString()!, purpose.GetProperty("noticeHash").GetString())));
        Assert.Equal(("granted", "granted", "purposeNotGranted"), (await GateAsync("account"), await GateAsync("newsletter"), await GateAsync("leaderboard")));
        Assert.Equal(HttpStatusCode.OK, (await host.Anybody.GetPathAsync($"/notices/{notice}")).StatusCode);
        Assert.Equal("question-granted", (await (await host.OpenAsync(token)).PageAsync(HttpStatusCode.OK)).Outcome());
        Assert.Equal("question-granted", (await (await host.SendAsync(token, "refuse")).PageAsync(HttpStatusCode.Conflict)).Outcome());
        await host.WorkAsync();
        Assert.StartsWith("A new consent is recorded", host.Mailer.Sent[^1].Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("marked", string.Join('\n', host.Logs.Lines), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task ANo_AndALateAnswer_ChangeNothing_AndSaySo()
    {
        var id = await GrantAccountAsync();
        await AskAsync(id, "newsletter");
        await host.WorkAsync();
        var refused = await (await host.SendAsync(host.Mailer.Sent[^1].Text.Split("/consent#")[1][..64], "refuse")).PageAsync(HttpStatusCode.OK);
        Assert.Equal("question-refused", refused.Outcome());
        Assert.Equal("purposeNotGranted", await GateAsync("newsletter"));
        Assert.Equal(JsonValueKind.Null, (await ReadAsync(id)).GetProperty("asked").ValueKind);

        await AskAsync(id, "leaderboard");
        host.Clock.Advance(TimeSpan.FromDays(2));
        await host.WorkAsync();
        var token = host.Mailer.Sent[^1].Text.Split("/consent#")[1][..64];
        host.Clock.Advance(TimeSpan.FromDays(13));
        Assert.Equal("question-lapsed", (await (await host.SendAsync(token, "grant", ("purposes", "leaderboard"))).PageAsync(HttpStatusCode.Conflict)).Outcome());
        Assert.Equal(JsonValueKind.Null, (await ReadAsync(id)).GetProperty("asked").ValueKind);
        Assert.Equal("granted", await GateAsync("account"));
    }

    [Fact]
    public async Task NotMyChild_IsANoToTheQuestion_AndCanBeTakenBack()
    {
        var id = await GrantAccountAsync();
        await AskAsync(id, "newsletter");
        await host.WorkAsync();
        var token = host.Mailer.Sent[^1].Text.Split("/consent#")[1][..64];
        var page = await (await host.OpenAsync(token)).PageAsync(HttpStatusCode.OK);
        Assert.Equal("This is not my child", page.QuerySelector("label[for=decision-notMyChild]")!.TextContent.Trim());
        var disowned = await (await host.SendAsync(token, "notMyChild")).PageAsync(HttpStatusCode.OK);
        Assert.Equal("question-refused", disowned.Outcome());
        Assert.Equal(("granted", "purposeNotGranted"), (await GateAsync("account"), await GateAsync("newsletter")));
        Assert.Equal("lift", (await (await host.OpenAsync(disowned.QuerySelector("p.code")!.TextContent)).PageAsync(HttpStatusCode.OK)).Kind());
    }

    [Fact]
    public async Task WhatIsWrong_IsSaid()
    {
        var id = await host.Sample.RegisterMinorAsync();
        Assert.Equal("notGranted", await (await AskAsync(id, "newsletter")).ProblemCodeAsync(HttpStatusCode.Conflict));
        await host.DecideAsync(id, ConsentDecision.Grant, "newsletter");
        Assert.Equal(["purposes required"], await (await PostAsync(id, "{}")).FieldErrorsAsync());
        Assert.Equal(["purposes required"], await (await PostAsync(id, """{"purposes":[]}""")).FieldErrorsAsync());
        Assert.Equal(["purposes wrongType"], await (await PostAsync(id, """{"purposes":"newsletter"}""")).FieldErrorsAsync());
        Assert.Equal(
            ["age unknownField", "purposes[1] duplicate", "purposes[2] unknownPurpose", "purposes[3] wrongType"],
            await (await PostAsync(id, """{"purposes":["leaderboard","leaderboard","chat",7],"age":3}""")).FieldErrorsAsync());
        Assert.Equal(
            ["purposes[0] alreadyGranted", "purposes[2] alreadyGranted"],
            await (await AskAsync(id, "newsletter", "leaderboard", "account")).FieldErrorsAsync());
        Assert.Equal("brokenJson", await (await PostAsync(id, "{")).ProblemCodeAsync(HttpStatusCode.BadRequest));
        Assert.Equal(
            "registrationNotFound",
            await (await host.Other.PostTextAsync(Path(id), """{"purposes":["leaderboard"]}""")).ProblemCodeAsync(HttpStatusCode.NotFound));
        Assert.Equal(
            "unauthorized",
            await (await host.Anybody.PostTextAsync(Path(id), """{"purposes":["leaderboard"]}""")).ProblemCodeAsync(HttpStatusCode.Unauthorized));
        await host.DecideAsync(id, ConsentDecision.Withdraw);
        Assert.Equal("registrationOver", await (await AskAsync(id, "leaderboard")).ProblemCodeAsync(HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task MoreThanThreeQuestions_AreTooMany()
    {
        var id = await GrantAccountAsync();
        foreach (var purpose in (string[])["newsletter", "leaderboard", "newsletter"])
        {
            await (await AskAsync(id, purpose)).JsonAsync(HttpStatusCode.Accepted);
        }

        var many = await AskAsync(id, "leaderboard");
        Assert.Equal(30 * 24 * 3600, many.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        Assert.Equal("tooManyQuestions", await many.ProblemCodeAsync(HttpStatusCode.TooManyRequests));
    }

    private static string Path(string id) => $"/api/v1/registrations/{id}/purposes";

    private Task<HttpResponseMessage> PostAsync(string id, string body) => host.Sample.PostTextAsync(Path(id), body);

    private Task<HttpResponseMessage> AskAsync(string id, params string[] purposes) =>
        PostAsync(id, JsonSerializer.Serialize(new { purposes }));

    private async Task<string> GrantAccountAsync()
    {
        var answer = await host.Sample.RegisterAsync(Bodies.Minor().With("purposes", """["account"]"""));
        var id = (await answer.JsonAsync(HttpStatusCode.Accepted)).GetProperty("registrationId").GetString()!;
        await host.DecideAsync(id, ConsentDecision.Grant);
        await host.WorkAsync();
        return id;
    }

    private async Task<JsonElement> ReadAsync(string id) => await (await host.Sample.GetPathAsync($"/api/v1/registrations/{id}")).JsonAsync();

    private async Task<string> GateAsync(string purpose) =>
        (await (await host.Sample.GetPathAsync($"/api/v1/subjects/subject-1/consent?purpose={purpose}")).JsonAsync()).GetProperty("reason").GetString()!;
}
