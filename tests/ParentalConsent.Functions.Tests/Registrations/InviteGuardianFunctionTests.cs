using System.Net;
using System.Text.Json;
using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Functions.Tests.Consent;
using ParentalConsent.Functions.Tests.Host;
using ParentalConsent.Functions.Tests.Work;

namespace ParentalConsent.Functions.Tests.Registrations;

public sealed class InviteGuardianFunctionTests : IAsyncLifetime
{
    private const string Other = "marked-other@example.test";

    private readonly ConsentHost host = new();

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Invited_AnswersForBoth_AndNeitherIsToldTheOthersName()
    {
        var id = await AskBothAsync();
        var guardian = (await ReadAsync(id)).GetProperty("secondGuardian");
        Assert.Equal("sent", guardian.GetProperty("state").GetString());
        Assert.Equal(host.Clock.Now, guardian.GetProperty("lastSentAt").GetDateTimeOffset());

        var page = await (await host.OpenAsync(TokenOf(Other))).PageAsync(HttpStatusCode.OK);
        Assert.Equal("decide", page.Kind());
        Assert.Contains("Another parent or guardian is asked, too.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("granted", (await (await host.SendAsync(TokenOf(Other), "grant")).PageAsync(HttpStatusCode.OK)).Outcome());
        await host.WorkAsync();

        var toFirst = host.Mailer.Sent.Last(mail => mail.To == Bodies.ParentEmail);
        Assert.Contains("another parent or guardian said yes", toFirst.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("Marked Guardian", toFirst.Text + toFirst.Html, StringComparison.Ordinal);
        Assert.StartsWith("You allowed", host.Mailer.Sent.Last(mail => mail.To == Other).Subject, StringComparison.Ordinal);
        var manage = await (await host.OpenAsync(TokenOf(Bodies.ParentEmail))).PageAsync(HttpStatusCode.OK);
        Assert.Equal("manage", manage.Kind());
        Assert.DoesNotContain("Marked Guardian", manage.Body!.TextContent, StringComparison.Ordinal);

        var withdrawn = await (await host.Anybody.PostFormAsync(
            "/consent/decision", ("token", TokenOf(Bodies.ParentEmail)), ("decision", "withdraw"), ("guardianName", "Kim Jones"))).PageAsync(HttpStatusCode.OK);
        Assert.Equal("withdrawn", withdrawn.Outcome());
        await host.WorkAsync();
        Assert.Contains("another parent or guardian said no", host.Mailer.Sent.Last(mail => mail.To == Other).Subject, StringComparison.Ordinal);
        Assert.Equal("deleted", (await ReadAsync(id)).GetProperty("state").GetString());
        Assert.DoesNotContain("marked", string.Join('\n', host.Logs.Lines), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task SecondWhoseChildItIsNot_Leaves_AndTheGrantStands()
    {
        var id = await host.Sample.RegisterMinorAsync();
        await host.DecideAsync(id, ConsentDecision.Grant);
        await InviteAsync(id, Other);
        await host.WorkAsync();
        Assert.Contains("another parent or guardian said yes", host.Mailer.Sent[^1].Subject, StringComparison.Ordinal);
        var token = TokenOf(Other);
        var manage = await (await host.OpenAsync(token)).PageAsync(HttpStatusCode.OK);
        Assert.Equal(
            ["withdraw", "erase", "notMyChild"], manage.QuerySelectorAll("button[name=decision]").Select(button => button.GetAttribute("value")));

        var left = await (await host.Anybody.PostFormAsync(
            "/consent/decision", ("token", token), ("decision", "notMyChild"), ("guardianName", "Kim Jones"))).PageAsync(HttpStatusCode.OK);
        Assert.Equal(("left", "left"), (left.Kind(), left.Outcome()));
        Assert.Equal(RegistrationState.Granted, host.Find(id).State);
        Assert.Equal(JsonValueKind.Null, (await ReadAsync(id)).GetProperty("secondGuardian").ValueKind);
        Assert.Equal("unknown", (await (await host.OpenAsync(token)).PageAsync(HttpStatusCode.NotFound)).Kind());
        var code = left.QuerySelector("main input[name=token]")!.GetAttribute("value")!;
        Assert.Equal("lift", (await (await host.OpenAsync(code)).PageAsync(HttpStatusCode.OK)).Kind());
    }

    [Fact]
    public async Task FirstWhoseChildItIsNot_EndsTheOthersConsent_GetsACodeInsteadOfAMail()
    {
        await AskBothAsync();
        await host.SendAsync(TokenOf(Other), "grant");
        await host.WorkAsync();
        var mails = host.Mailer.Sent.Count(mail => mail.To == Bodies.ParentEmail);
        var page = await (await host.Anybody.PostFormAsync(
            "/consent/decision", ("token", TokenOf(Bodies.ParentEmail)), ("decision", "notMyChild"), ("guardianName", "Kim Jones"))).PageAsync(HttpStatusCode.OK);
        Assert.Equal(("outcome", "disowned"), (page.Kind(), page.Outcome()));
        var code = page.QuerySelector("main input[name=token]")!.GetAttribute("value")!;
        Assert.Equal("lift", (await (await host.OpenAsync(code)).PageAsync(HttpStatusCode.OK)).Kind());
        await host.WorkAsync();
        Assert.Equal(mails, host.Mailer.Sent.Count(mail => mail.To == Bodies.ParentEmail));
        Assert.Contains("another parent or guardian said no", host.Mailer.Sent.Last(mail => mail.To == Other).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NotMyChild_RightAfterTheOtherSaidNo_IsNotMailedAboutIt()
    {
        await AskBothAsync();
        var token = TokenOf(Other);
        var mails = host.Mailer.Sent.Count(mail => mail.To == Other);
        await host.SendAsync(TokenOf(Bodies.ParentEmail), "refuse");
        var page = await (await host.Anybody.PostFormAsync(
            "/consent/decision", ("token", token), ("decision", "notMyChild"), ("guardianName", "Kim Jones"))).PageAsync(HttpStatusCode.OK);
        Assert.Equal("disowned", page.Outcome());
        await host.WorkAsync();
        Assert.Equal(mails, host.Mailer.Sent.Count(mail => mail.To == Other));
    }

    [Fact]
    public async Task WhatIsWrong_IsSaid()
    {
        var id = await host.Sample.RegisterMinorAsync();
        Assert.Equal(["parentEmail required"], await (await PostAsync(id, "{}")).FieldErrorsAsync());
        Assert.Equal(
            ["age unknownField", "childEmail notAnEmailAddress", "parentEmail notAnEmailAddress"],
            await (await PostAsync(id, """{"parentEmail":"nobody","childEmail":"nobody","age":3}""")).FieldErrorsAsync());
        Assert.Equal(["parentEmail sameAsFirst"], await (await InviteAsync(id, Bodies.ParentEmail)).FieldErrorsAsync());
        await (await InviteAsync(id, Other)).JsonAsync(HttpStatusCode.Accepted);
        await (await InviteAsync(id, Other)).JsonAsync();
        Assert.Equal("twoGuardians", await (await InviteAsync(id, "third@example.test")).ProblemCodeAsync(HttpStatusCode.Conflict));
        Assert.Equal(
            ["parentEmail sameAsSecond"],
            await (await host.Sample.PostTextAsync($"/api/v1/registrations/{id}/parent-email", $$"""{"parentEmail":"{{Other}}"}""")).FieldErrorsAsync());
        Assert.Equal(
            "registrationNotFound",
            await (await host.Other.PostTextAsync(Path(id), $$"""{"parentEmail":"{{Other}}"}""")).ProblemCodeAsync(HttpStatusCode.NotFound));
        Assert.Equal(
            "unauthorized",
            await (await host.Anybody.PostTextAsync(Path(id), $$"""{"parentEmail":"{{Other}}"}""")).ProblemCodeAsync(HttpStatusCode.Unauthorized));
        await host.DecideAsync(id, ConsentDecision.Refuse);
        Assert.Equal("registrationOver", await (await InviteAsync(id, Other)).ProblemCodeAsync(HttpStatusCode.Conflict));
    }

    private static string Path(string id) => $"/api/v1/registrations/{id}/guardians";

    private Task<HttpResponseMessage> PostAsync(string id, string body) => host.Sample.PostTextAsync(Path(id), body);

    private Task<HttpResponseMessage> InviteAsync(string id, string address) => PostAsync(id, $$"""{"parentEmail":"{{address}}"}""");

    private async Task<string> AskBothAsync()
    {
        var id = await host.Sample.RegisterMinorAsync();
        await host.WorkAsync();
        await (await InviteAsync(id, Other)).JsonAsync(HttpStatusCode.Accepted);
        await host.WorkAsync();
        return id;
    }

    private string TokenOf(string address) => host.Mailer.Sent.Last(mail => mail.To == address && mail.Text.Contains("/consent#", StringComparison.Ordinal))
        .Text.Split("/consent#")[1][..64];

    private async Task<JsonElement> ReadAsync(string id) => await (await host.Sample.GetPathAsync($"/api/v1/registrations/{id}")).JsonAsync();
}
