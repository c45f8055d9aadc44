using System.Net;
using System.Text.Json;
using ParentalConsent.Core.Consents;
using ParentalConsent.Functions.Tests.Host;

namespace ParentalConsent.Functions.Tests.Work;

/// <summary>Whole lives of registrations, as a client and an administrator see them.</summary>
public sealed class StoryTests : IAsyncLifetime
{
    private readonly ConsentHost host = new();

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task ParentAgrees_NothingIsDeleted()
    {
        var id = await host.Sample.RegisterMinorAsync();
        await host.WorkAsync();
        await host.DecideAsync(id, ConsentDecision.Grant, "newsletter");
        await host.WorkAsync();
        host.Clock.Advance(TimeSpan.FromDays(30));
        await host.SweepAsync();
        await host.WorkAsync();

        Assert.Equal(2, host.Mailer.Sent.Count);
        Assert.Equal("granted", (await ReadAsync(id)).GetProperty("state").GetString());
        Assert.Contains("marked-nickname", await (await host.Sample.GetPathAsync($"/api/v1/registrations/{id}/data")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(host.Log.Entries);
    }

    [Fact]
    public async Task ParentRefuses_AllIsDeleted_AndLogged()
    {
        var id = await host.Sample.RegisterMinorAsync();
        await host.WorkAsync();
        await host.DecideAsync(id, ConsentDecision.Refuse);
        await host.WorkAsync();

        await AssertDeletedAsync(id, "refused");
    }

    [Fact]
    public async Task NobodyAnswers_TheParentIsReminded_ThenAllIsDeleted()
    {
        var id = await host.Sample.RegisterMinorAsync();
        for (var day = 0; day < 14; day++)
        {
            await host.WorkAsync();
            host.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(5, host.Mailer.Sent.Count);
        await host.SweepAsync();
        await host.WorkAsync();

        await AssertDeletedAsync(id, "expired");
    }

    [Fact]
    public async Task ClientCancels_AllIsDeleted_AndTheSubjectCanStartAgain()
    {
        var id = await host.Sample.RegisterMinorAsync();
        await host.Sample.PostTextAsync($"/api/v1/registrations/{id}/cancel", "");
        await host.WorkAsync();
        await AssertDeletedAsync(id, "cancelled");

        Assert.Equal(id, await host.Sample.RegisterMinorAsync());

        Assert.Equal("awaitingParent", (await ReadAsync(id)).GetProperty("state").GetString());
    }

    private async Task AssertDeletedAsync(string id, string reason)
    {
        var answer = await ReadAsync(id);
        var deletion = answer.GetProperty("deletion");
        Assert.Equal("deleted", answer.GetProperty("state").GetString());
        Assert.Equal("completed", deletion.GetProperty("state").GetString());
        Assert.Equal(reason, deletion.GetProperty("reason").GetString());
        Assert.Equal("dataDeleted", await (await host.Sample.GetPathAsync($"/api/v1/registrations/{id}/data")).ProblemCodeAsync(HttpStatusCode.Gone));

        var consent = await (await host.Sample.GetPathAsync("/api/v1/subjects/subject-1/consent")).JsonAsync();
        Assert.Equal((false, reason), (consent.GetProperty("allowed").GetBoolean(), consent.GetProperty("reason").GetString()));

        var log = await (await host.Console.GetPathAsync("/api/v1/deletion-log")).JsonAsync();
        var entry = Assert.Single(log.GetProperty("entries").EnumerateArray());
        Assert.Equal(deletion.GetProperty("deletionId").GetString(), entry.GetProperty("deletionId").GetString());
        Assert.Equal(reason, entry.GetProperty("reason").GetString());
        Assert.True((await (await host.Console.GetPathAsync("/api/v1/deletion-log/verify")).JsonAsync()).GetProperty("holds").GetBoolean());

        foreach (var text in (string[])[answer.ToString(), log.ToString(), .. host.Logs.Lines, .. host.Queues.Sent.Select(Text)])
        {
            Assert.DoesNotContain("marked", text, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static string Text(TestKit.Memory.MemoryMessage message) => JsonSerializer.Serialize(message.Message, message.Message.GetType());

    private async Task<JsonElement> ReadAsync(string id) => await (await host.Sample.GetPathAsync($"/api/v1/registrations/{id}")).JsonAsync();
}
