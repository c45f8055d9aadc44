using System.Net;
using ParentalConsent.Core.Consents;
using ParentalConsent.Functions.Tests.Host;

namespace ParentalConsent.Functions.Tests.Subjects;

public sealed class CheckConsentTests : IAsyncLifetime
{
    private readonly ConsentHost host = new();

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Consent_FollowsTheGuardiansDecision_PurposeByPurpose()
    {
        var id = await host.Sample.RegisterMinorAsync();
        await AssertAnswerAsync("", false, "consentPending");

        await host.DecideAsync(id, ConsentDecision.Grant, "newsletter");
        await AssertAnswerAsync("", true, "granted");
        await AssertAnswerAsync("?purpose=account", true, "granted");
        await AssertAnswerAsync("?purpose=newsletter", true, "granted");
        await AssertAnswerAsync("?purpose=leaderboard", false, "purposeNotGranted");

        await host.DecideAsync(id, ConsentDecision.Withdraw);
        await AssertAnswerAsync("?purpose=account", false, "withdrawn");
    }

    [Fact]
    public async Task Consent_IsValidUntilTheSubjectIsOfAge()
    {
        var id = await host.Sample.RegisterMinorAsync();
        await host.DecideAsync(id, ConsentDecision.Grant);

        var answer = await (await host.Sample.GetPathAsync("/api/v1/subjects/subject-1/consent")).JsonAsync();

        // Born on 29 February 2020, in Germany: of age on 1 March 2038, local time.
        Assert.Equal(new DateTimeOffset(2038, 3, 1, 0, 0, 0, TimeSpan.FromHours(1)), answer.GetProperty("validUntil").GetDateTimeOffset());
        Assert.Equal(id, answer.GetProperty("registrationId").GetString());
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("a%2Fb")]
    [InlineData("child%40example.test")]
    public async Task UnknownSubject_Is404(string subjectId) =>
        Assert.Equal(
            "subjectNotFound",
            await (await host.Sample.GetPathAsync($"/api/v1/subjects/{subjectId}/consent")).ProblemCodeAsync(HttpStatusCode.NotFound));

    [Fact]
    public async Task SubjectIdInAnyScript_IsFound()
    {
        const string SubjectId = "Kind Nr. 7|ü+李";
        await host.Sample.RegisterMinorAsync(SubjectId);

        await (await host.Sample.GetPathAsync($"/api/v1/subjects/{Uri.EscapeDataString(SubjectId)}/consent")).JsonAsync();
    }

    [Theory]
    [InlineData("?purpose=advertising", "purpose unknownPurpose")]
    [InlineData("?purpose=account&purpose=newsletter", "purpose duplicateField")]
    [InlineData("?purposes=account", "query unknownField")]
    public async Task BadQuery_Is422_SoThatATypingErrorAllowsNothing(string query, string error)
    {
        await host.Sample.RegisterMinorAsync();

        Assert.Equal([error], await (await host.Sample.GetPathAsync($"/api/v1/subjects/subject-1/consent{query}")).FieldErrorsAsync());
    }

    private async Task AssertAnswerAsync(string query, bool allowed, string reason)
    {
        var answer = await (await host.Sample.GetPathAsync($"/api/v1/subjects/subject-1/consent{query}")).JsonAsync();
        Assert.Equal((allowed, reason), (answer.GetProperty("allowed").GetBoolean(), answer.GetProperty("reason").GetString()));
    }
}
