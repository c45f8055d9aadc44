using System.Net;
using System.Text.Json;
using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Mails;
using ParentalConsent.Functions.Tests.Host;
using ParentalConsent.Functions.Tests.Work;

namespace ParentalConsent.Functions.Tests.Registrations;

public sealed class WrongAddressFunctionTests : IAsyncLifetime
{
    private readonly ConsentHost host = new();

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Corrected_TheRequestGoesToTheNewAddress_InThreeCalls()
    {
        host.Mailer.AnswerNext(new MailResult.Refused("550"));
        var id = await host.Sample.RegisterMinorAsync();
        Assert.Equal("pending", (await MailAsync(id)).GetProperty("state").GetString());
        await host.WorkAsync();
        var bounced = await MailAsync(id);
        Assert.Equal(("bounced", "550"), (bounced.GetProperty("state").GetString(), bounced.GetProperty("reason").GetString()));

        host.Calls.Reset();
        var answer = await (await CorrectAsync(id, """{"parentEmail":"marked-right@example.test"}""")).JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal(3, host.Calls.Count);
        Assert.Equal(2, answer.GetProperty("mail").GetProperty("addressChangesLeft").GetInt32());
        await host.WorkAsync();
        Assert.Equal("marked-right@example.test", Assert.Single(host.Mailer.Sent).To);
        var sent = await MailAsync(id);
        Assert.Equal("sent", sent.GetProperty("state").GetString());
        Assert.Equal(host.Clock.Now, sent.GetProperty("lastSentAt").GetDateTimeOffset());
        Assert.Equal(JsonValueKind.Null, sent.GetProperty("reason").ValueKind);
        await (await CorrectAsync(id, """{"parentEmail":"Marked-Right@example.test"}""")).JsonAsync();
        Assert.DoesNotContain("marked", string.Join('\n', host.Logs.Lines), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("{}", "parentEmail required")]
    [InlineData("""{"parentEmail":null}""", "parentEmail required")]
    [InlineData("""{"parentEmail":7}""", "parentEmail wrongType")]
    [InlineData("""{"parentEmail":"nobody"}""", "parentEmail notAnEmailAddress")]
    [InlineData("""{"parentEmail":"a@example.test","childEmail":"nobody","data":1}""", "childEmail notAnEmailAddress;data unknownField")]
    public async Task BadBody_Is422_AndNothingChanges(string body, string errors)
    {
        var id = await host.Sample.RegisterMinorAsync();
        Assert.Equal(errors.Split(';'), await (await CorrectAsync(id, body)).FieldErrorsAsync());
        Assert.Equal(Bodies.ParentEmail, host.Find(id).Details!.GuardianEmail);
    }

    [Fact]
    public async Task TooOften_IsRefused()
    {
        var id = await host.Sample.RegisterMinorAsync();
        for (var change = 0; change < 3; change++)
        {
            await (await CorrectAsync(id, $$"""{"parentEmail":"right-{{change}}@example.test"}""")).JsonAsync(HttpStatusCode.Accepted);
        }

        Assert.Equal(
            "tooManyChanges",
            await (await CorrectAsync(id, """{"parentEmail":"right@example.test"}""")).ProblemCodeAsync(HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task AfterADecision_Is409_AndElsewhere404Or401()
    {
        var id = await host.Sample.RegisterMinorAsync();
        const string Body = """{"parentEmail":"right@example.test"}""";
        Assert.Equal("registrationNotFound", await (await host.Other.PostTextAsync(Path(id), Body)).ProblemCodeAsync(HttpStatusCode.NotFound));
        Assert.Equal("registrationNotFound", await (await host.Other.PostTextAsync($"{Id(id)}/resend", "")).ProblemCodeAsync(HttpStatusCode.NotFound));
        Assert.Equal("unauthorized", await (await host.Anybody.PostTextAsync(Path(id), Body)).ProblemCodeAsync(HttpStatusCode.Unauthorized));
        Assert.Equal("unauthorized", await (await host.Anybody.PostTextAsync($"{Id(id)}/resend", "")).ProblemCodeAsync(HttpStatusCode.Unauthorized));
        await host.DecideAsync(id, ConsentDecision.Grant);
        Assert.Equal("notAwaitingParent", await (await CorrectAsync(id, Body)).ProblemCodeAsync(HttpStatusCode.Conflict));
        Assert.Equal("notAwaitingParent", await (await ResendAsync(id)).ProblemCodeAsync(HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Resend_SendsTheRequestAgain_NotTooSoon_AndNotForEver()
    {
        var id = await host.Sample.RegisterMinorAsync();
        var early = await ResendAsync(id);
        Assert.Equal("resendTooSoon", await early.ProblemCodeAsync(HttpStatusCode.TooManyRequests));
        Assert.Equal(600, early.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        for (var resend = 0; resend < 3; resend++)
        {
            await host.WorkAsync();
            host.Clock.Advance(TimeSpan.FromMinutes(10));
            var answer = await (await ResendAsync(id)).JsonAsync(HttpStatusCode.Accepted);
            Assert.Equal(2 - resend, answer.GetProperty("mail").GetProperty("resendsLeft").GetInt32());
        }

        await host.WorkAsync();
        Assert.Equal(4, host.Mailer.Sent.Count);
        Assert.Equal(4, host.Mailer.Sent.Select(mail => mail.MessageId).Distinct().Count());
        host.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("tooManyResends", await (await ResendAsync(id)).ProblemCodeAsync(HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task Resend_ToABouncedAddress_AsksForAnother()
    {
        host.Mailer.AnswerNext(new MailResult.Refused("550"));
        var id = await host.Sample.RegisterMinorAsync();
        await host.WorkAsync();
        Assert.Equal("guardianNotReachable", await (await ResendAsync(id)).ProblemCodeAsync(HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Ended_HasNoMailAnyMore()
    {
        var id = await host.Sample.RegisterMinorAsync();
        await host.DecideAsync(id, ConsentDecision.Refuse);
        Assert.Equal(JsonValueKind.Null, (await MailAsync(id)).ValueKind);
    }

    private static string Id(string id) => $"/api/v1/registrations/{id}";

    private static string Path(string id) => $"{Id(id)}/parent-email";

    private Task<HttpResponseMessage> CorrectAsync(string id, string body) => host.Sample.PostTextAsync(Path(id), body);

    private Task<HttpResponseMessage> ResendAsync(string id) => host.Sample.PostTextAsync($"{Id(id)}/resend", "");

    private async Task<JsonElement> MailAsync(string id) =>
        (await (await host.Sample.GetPathAsync(Id(id))).JsonAsync()).GetProperty("mail");
}
