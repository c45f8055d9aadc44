using System.Net;
using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Functions.Tests.Host;

namespace ParentalConsent.Functions.Tests.Registrations;

public sealed class OwnDecisionFunctionTests : IAsyncLifetime
{
    private readonly ConsentHost host = new();

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task BeforeTheAge_Is409_AndThenItCounts()
    {
        var id = await GrantedAsync();
        Assert.Equal("notOfAge", await (await SendAsync(id, """{"decision":"confirm"}""")).ProblemCodeAsync(HttpStatusCode.Conflict));
        Assert.Equal("notOfAge", await (await SendAsync(id, """{"decision":"withdraw"}""")).ProblemCodeAsync(HttpStatusCode.Conflict));

        ComeOfAge(id);
        var answer = await (await SendAsync(id, """{"decision":"confirm","purposes":["account"]}""")).JsonAsync();

        Assert.Equal("ofAge", answer.GetProperty("state").GetString());
        Assert.Equal(
            ["account granted", "newsletter refused", "leaderboard refused"],
            answer.GetProperty("purposes").EnumerateArray().Select(purpose => $"{purpose.GetProperty("id")} {purpose.GetProperty("decision")}"));
        Assert.Equal("ofAge", (await (await SendAsync(id, """{"decision":"confirm"}""")).JsonAsync()).GetProperty("state").GetString());
        Assert.Equal("ofAge", (await (await host.Sample.GetAsync("/api/v1/subjects/subject-1/consent?purpose=account")).JsonAsync()).GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Withdrawn_Is202_AndRepeatedIs200_AndNoMailIsQueued()
    {
        var id = await GrantedAsync();
        ComeOfAge(id);
        var before = host.Queues.Sent.Count(message => message.Message is Core.Mails.OutgoingMailMessage);

        var answer = await (await SendAsync(id, """{"decision":"withdraw"}""")).JsonAsync(HttpStatusCode.Accepted);

        Assert.Equal("withdrawn", answer.GetProperty("state").GetString());
        Assert.Equal("withdrawn", answer.GetProperty("deletion").GetProperty("reason").GetString());
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(id, """{"decision":"withdraw"}""")).StatusCode);
        Assert.Equal("registrationOver", await (await SendAsync(id, """{"decision":"confirm"}""")).ProblemCodeAsync(HttpStatusCode.Conflict));
        Assert.Equal(before, host.Queues.Sent.Count(message => message.Message is Core.Mails.OutgoingMailMessage));
    }

    [Fact]
    public async Task WaitingForTheParent_Is409()
    {
        var id = await host.Sample.RegisterMinorAsync();
        ComeOfAge(id);

        Assert.Equal("consentPending", await (await SendAsync(id, """{"decision":"confirm"}""")).ProblemCodeAsync(HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task OnceConfirmed_CanBeCancelled()
    {
        var id = await GrantedAsync();
        ComeOfAge(id);
        await SendAsync(id, """{"decision":"confirm"}""");

        var answer = await (await host.Sample.PostAsync($"/api/v1/registrations/{id}/cancel", content: null)).JsonAsync(HttpStatusCode.Accepted);

        Assert.Equal("cancelled", answer.GetProperty("state").GetString());
    }

    [Fact]
    public async Task AnotherClients_OrNobodys_IsNotThere()
    {
        var id = await GrantedAsync();
        ComeOfAge(id);

        Assert.Equal(
            "registrationNotFound",
            await (await host.Other.PostTextAsync($"/api/v1/registrations/{id}/own-decision", """{"decision":"confirm"}""")).ProblemCodeAsync(HttpStatusCode.NotFound));
        Assert.Equal(
            "unauthorized",
            await (await host.Anybody.PostTextAsync($"/api/v1/registrations/{id}/own-decision", "{}")).ProblemCodeAsync(HttpStatusCode.Unauthorized));
        Assert.Equal(RegistrationState.Granted, host.Find(id).State);
    }

    [Theory]
    [InlineData("""{}""", "decision required")]
    [InlineData("""{"decision":"grant"}""", "decision unknownDecision")]
    [InlineData("""{"decision":1,"purposes":2,"more":3}""", "decision wrongType", "more unknownField", "purposes wrongType")]
    [InlineData("""{"decision":"confirm","purposes":["chess","account","account"]}""", "purposes[0] unknownPurpose", "purposes[2] duplicate")]
    [InlineData("""{"decision":"withdraw","purposes":["newsletter"]}""", "purposes notForWithdraw")]
    public async Task BadInput_NamesEveryField(string body, params string[] errors) =>
        Assert.Equal(errors, (await (await SendAsync("00112233445566778899aabbccddeeff", body)).FieldErrorsAsync()).Order());

    private async Task<string> GrantedAsync()
    {
        var id = await host.Sample.RegisterMinorAsync();
        await host.DecideAsync(id, ConsentDecision.Grant, "newsletter");
        return id;
    }

    private void ComeOfAge(string id) => host.Clock.Now = host.Find(id).Details!.OfAgeAt!.Value;

    private Task<HttpResponseMessage> SendAsync(string id, string body) =>
        host.Sample.PostTextAsync($"/api/v1/registrations/{id}/own-decision", body);
}
