using System.Net;
using ParentalConsent.Core.Notices;
using ParentalConsent.Functions.Tests.Consent;
using ParentalConsent.Functions.Tests.Host;
using ParentalConsent.Functions.Tests.Policies;
using ParentalConsent.Functions.Tests.Work;

namespace ParentalConsent.Functions.Tests.Notices;

/// <summary>The notice that was decided on, from the page to the address that shows it for good.</summary>
public sealed class ShowNoticeTests(ConsentHost host) : IClassFixture<ConsentHost>
{
    [Fact]
    public async Task Notice_ThatThePageShowed_IsRecorded_AndShownAgainByteForByte()
    {
        var (id, token) = await host.AskAsync();
        var page = await (await host.OpenAsync(token)).PageAsync(HttpStatusCode.OK);
        var shown = page.QuerySelector("input[type=hidden][name=notice]")!.GetAttribute("value")!;
        await (await host.SendAsync(token, "grant", ("notice", shown))).PageAsync(HttpStatusCode.OK);
        await host.WorkAsync();

        Assert.Equal(shown, host.Find(id).NoticeHash);
        using var answer = await host.Anybody.GetAsync(new Uri($"/notices/{shown}", UriKind.Relative));
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/plain; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("public, max-age=31536000, immutable", string.Join(", ", answer.Headers.GetValues("Cache-Control")));
        Assert.Equal(shown, DirectNotice.HashOf(bytes));
        Assert.Contains(host.Mailer.Sent, mail => mail.Text.Contains($"https://consent.example/notices/{shown}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task NoticeThatHasChanged_IsShownAgain_BeforeAYesCounts()
    {
        var (id, token) = await host.AskAsync();

        var page = await (await host.SendAsync(token, "grant", ("notice", new string('0', 64)))).PageAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal("decide", page.Kind());
        Assert.Contains("The notice has changed", page.GetElementById("errors")!.TextContent, StringComparison.Ordinal);
        Assert.Null(host.Find(id).DecidedAt);
    }

    [Fact]
    public async Task YesThatAllowsNothing_IsAskedAgain()
    {
        using var policy = new PolicyCopy();
        policy.Change("purposes.json", file => file["purposes"]![0]!["integral"] = false);
        await using var own = await StartedHost.StartAsync($"Policy:Path={policy.Folder}");
        var (id, token) = await own.Host.AskAsync();

        var page = await (await own.Host.SendAsync(token, "grant")).PageAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Contains("Tick what you allow, or say no", page.GetElementById("errors")!.TextContent, StringComparison.Ordinal);
        Assert.Null(own.Host.Find(id).DecidedAt);
    }

    [Fact]
    public async Task ChangedPolicy_ShowsAnotherNotice_AndTheOldOneStaysAsItWas()
    {
        using var policy = new PolicyCopy();
        await using var before = await StartedHost.StartAsync($"Policy:Path={policy.Folder}");
        var hash = await DecideAsync(before.Host);
        var bytes = await before.Host.Anybody.GetByteArrayAsync(new Uri($"/notices/{hash}", UriKind.Relative));

        policy.Change("purposes.json", file => file["purposes"]![1]!["retention"]!["en"] = "for ever and a day");
        policy.Change("notices/2026-11-22/en.json", file => file["yes"] = "Something else.");
        await using var after = await StartedHost.StartAsync(before.Host.Notices, $"Policy:Path={policy.Folder}");

        Assert.NotEqual(hash, await DecideAsync(after.Host));
        Assert.Contains(hash, after.Host.Notices.Hashes);
        Assert.Equal(bytes, await after.Host.Anybody.GetByteArrayAsync(new Uri($"/notices/{hash}", UriKind.Relative)));
    }

    [Fact]
    public async Task UsualNotices_AreKeptWhenTheAppStarts_AndCostNoMailOrDecisionACall()
    {
        await using var own = await StartedHost.StartAsync();
        Assert.Equal(1, own.Host.Notices.Calls.CountOf("Notices.ReadHashesAsync"));
        own.Host.Notices.Calls.Reset();
        for (var child = 0; child < 3; child++)
        {
            var (_, token) = await own.Host.AskAsync();
            await own.Host.WorkAsync();
            await (await own.Host.SendAsync(token, "grant")).PageAsync(HttpStatusCode.OK);
            await own.Host.WorkAsync();
        }

        Assert.Empty(own.Host.Notices.Calls.Names);
        await using var again = await StartedHost.StartAsync(own.Host.Notices);
        Assert.Equal(["Notices.ReadHashesAsync"], own.Host.Notices.Calls.Names);
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", HttpStatusCode.NotFound, "noticeNotFound")]
    [InlineData("A000000000000000000000000000000000000000000000000000000000000000", HttpStatusCode.BadRequest, "invalidNoticeHash")]
    [InlineData("000000", HttpStatusCode.BadRequest, "invalidNoticeHash")]
    [InlineData("%27or%201", HttpStatusCode.BadRequest, "invalidNoticeHash")]
    public async Task OtherHashes_AreTold(string hash, HttpStatusCode status, string code) =>
        Assert.Equal(code, await (await host.Anybody.GetAsync(new Uri($"/notices/{hash}", UriKind.Relative))).ProblemCodeAsync(status));

    private static async Task<string> DecideAsync(ConsentHost asked)
    {
        var (id, token) = await asked.AskAsync();
        await (await asked.SendAsync(token, "grant")).PageAsync(HttpStatusCode.OK);
        return asked.Find(id).NoticeHash!;
    }
}
