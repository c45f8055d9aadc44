using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using ParentalConsent.Core.Certificates;
using ParentalConsent.Core.Consents;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Signing;
using ParentalConsent.Functions.Tests.Host;
using ParentalConsent.Functions.Tests.Work;

namespace ParentalConsent.Functions.Tests.Certificates;

/// <summary>A certificate of deletion as the guardian, the client and anybody who doubts it get it.</summary>
public sealed class CertificateTests : IAsyncLifetime
{
    private readonly ConsentHost host = new();
    private string id = "";

    public async Task InitializeAsync()
    {
        await host.InitializeAsync();
        id = await RefusedAsync("subject-1");
        await host.Services.GetRequiredService<SignCheckpoint>().ExecuteAsync(CancellationToken.None);
    }

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Certificate_IsVerified_WithThePublishedKeysAlone()
    {
        var keys = await host.Anybody.GetByteArrayAsync(new Uri("/.well-known/jwks.json", UriKind.Relative));
        var answer = await host.Anybody.GetPathAsync($"/certificates/{id}?format=jws");
        Assert.Equal("application/jose", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());

        var verdict = CertificateVerdict.Of(await answer.Content.ReadAsStringAsync(), JsonWebKeys.Parse(keys));
        Assert.Equal(CertificateOutcome.Holds, verdict.Outcome);
        Assert.Equal(("https://consent.example", id, "sample"), (verdict.Certificate!.Iss, verdict.Certificate.DeletionId, verdict.Certificate.Client));
        Assert.NotEmpty(verdict.Certificate.Purposes);
    }

    [Theory]
    [InlineData(null, null, "text/html")]
    [InlineData("*/*", null, "text/html")]
    [InlineData("text/html,application/xhtml+xml,*/*;q=0.8", null, "text/html")]
    [InlineData("application/json", null, "application/json")]
    [InlineData("application/jose", null, "application/jose")]
    [InlineData("application/jwt", null, "application/jose")]
    [InlineData("application/json", "html", "text/html")]
    [InlineData("text/html", "json", "application/json")]
    [InlineData("text/html", "jws", "application/jose")]
    public async Task Form_IsChosen_ByFormatOrElseByAccept(string? accept, string? format, string expected)
    {
        var answer = await GetAsync(host.Anybody, $"/certificates/{id}{(format is null ? "" : $"?format={format}")}", accept);
        Assert.Equal((HttpStatusCode.OK, expected), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task Page_SaysWhatWasDeleted_InTheReadersLanguage()
    {
        var page = await host.Anybody.GetStringAsync(new Uri($"/certificates/{id}?language=de", UriKind.Relative));
        Assert.Contains("Ausgestellt am", page, StringComparison.Ordinal);
        Assert.Contains(id, page, StringComparison.Ordinal);
        Assert.DoesNotContain(Bodies.ParentEmail, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificate_NamesNobody()
    {
        foreach (var format in new[] { "html", "json", "jws" })
        {
            var text = await host.Anybody.GetStringAsync(new Uri($"/certificates/{id}?format={format}", UriKind.Relative));
            var whole = format == "jws" ? Encoding.UTF8.GetString(Jws.Payload(text)!) : text;
            Assert.DoesNotContain("marked", whole, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("subject-1", whole, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("?format=xml", "format unknownFormat")]
    [InlineData("?format=json&format=jws", "format duplicateField")]
    [InlineData("?from=1", "query unknownField")]
    public async Task BadQuery_IsNamed(string query, string error) =>
        Assert.Equal([error], await (await host.Anybody.GetPathAsync($"/certificates/{id}{query}")).FieldErrorsAsync());

    [Theory]
    [InlineData("000000000000000000000000")]
    [InlineData("x")]
    [InlineData("%27or%201")]
    public async Task UnknownId_IsNotFound_OnAPageOrAsAProblem(string unknown)
    {
        var page = await GetAsync(host.Anybody, $"/certificates/{unknown}", "text/html");
        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));
        Assert.Equal("certificateNotFound", await (await host.Anybody.GetPathAsync($"/certificates/{unknown}?format=json")).ProblemCodeAsync(HttpStatusCode.NotFound));
        Assert.Equal(
            "certificateNotFound", await (await host.Sample.GetPathAsync($"/api/v1/deletions/{unknown}/certificate")).ProblemCodeAsync(HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Client_HasItAsJsonOrSigned_AndNoOtherClientHas()
    {
        var path = $"/api/v1/deletions/{id}/certificate";
        var certificate = await (await host.Sample.GetPathAsync(path)).JsonAsync();
        Assert.Equal("Refused", certificate.GetProperty("reason").GetString());
        Assert.Equal("application/jose", (await GetAsync(host.Sample, path, "application/jose")).Content.Headers.ContentType?.MediaType);
        Assert.Equal("application/json", (await GetAsync(host.Sample, path, "text/html")).Content.Headers.ContentType?.MediaType);
        Assert.Equal(["format unknownFormat"], await (await host.Sample.GetPathAsync($"{path}?format=html")).FieldErrorsAsync());
        Assert.Equal("certificateNotFound", await (await host.Other.GetPathAsync(path)).ProblemCodeAsync(HttpStatusCode.NotFound));
        Assert.Equal("unauthorized", await (await host.Anybody.GetPathAsync(path)).ProblemCodeAsync(HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task AlteredLog_IsSaid_AndNotCertified()
    {
        host.Log.Tamper(entries => entries[0] = entries[0] with { LoggedAt = entries[0].LoggedAt.AddDays(-1) });
        Assert.Equal("deletionLogAltered", await (await host.Anybody.GetPathAsync($"/certificates/{id}?format=jws")).ProblemCodeAsync(HttpStatusCode.Conflict));
        var page = await host.Anybody.GetPathAsync($"/certificates/{id}");
        Assert.Equal(HttpStatusCode.Conflict, page.StatusCode);
        Assert.Contains("cannot be issued", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_OfTextAndOfFile_SaysThatItHolds()
    {
        var signed = await host.Anybody.GetStringAsync(new Uri($"/certificates/{id}?format=jws", UriKind.Relative));
        Assert.Contains("data-outcome=\"holds\"", await (await PasteAsync(signed)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("data-outcome=\"holds\"", await (await UploadAsync(Encoding.ASCII.GetBytes(signed + "\r\n"))).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var forged = await (await PasteAsync(signed[..^6] + "AAAAAA")).Content.ReadAsStringAsync();
        Assert.Contains("data-finding=\"BadSignature\"", forged, StringComparison.Ordinal);
        Assert.DoesNotContain("h1 id=\"outcome\" data-outcome=\"holds\"", forged, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public async Task Check_OfNothing_AsksForSomething(string text)
    {
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PasteAsync(text)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await UploadAsync([])).StatusCode);
    }

    [Fact]
    public async Task Check_OfAnythingElse_IsAnsweredInWords()
    {
        Assert.Contains("data-finding=\"Unreadable\"", await (await PasteAsync("<script>alert(1)</script>")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("data-finding=\"Unreadable\"", await (await UploadAsync([0xFF, 0x00, 0xC3, 0x28])).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PasteAsync(new string('a', 70_000))).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await UploadAsync(new byte[70_000])).StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await host.Anybody.PostTextAsync("/certificates/check", "{}")).StatusCode);
        Assert.Equal(
            HttpStatusCode.BadRequest, (await host.Anybody.PostTextAsync("/certificates/check", "x", "multipart/form-data; boundary=a")).StatusCode);
    }

    [Fact]
    public async Task Check_HasAPageOfItsOwn_AndKeepsTheLanguage()
    {
        var page = await host.Anybody.GetPathAsync("/certificates/check?language=fr");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("data-page=\"check-certificate\"", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var answer = await host.Anybody.PostTextAsync("/certificates/check", "certificate=x&language=fr", "application/x-www-form-urlencoded");
        Assert.Contains("lang=\"fr\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_AsksStorageNothing()
    {
        host.LogCalls.Reset();
        host.Checkpoints.Calls.Reset();
        await PasteAsync("x");
        Assert.Empty(host.LogCalls.Names);
        Assert.Empty(host.Checkpoints.Calls.Names);
    }

    private async Task<string> RefusedAsync(string subjectId)
    {
        var registration = await host.Sample.RegisterMinorAsync(subjectId);
        await host.WorkAsync();
        await host.DecideAsync(registration, ConsentDecision.Refuse);
        await host.WorkAsync();
        return Assert.Single(host.Log.Entries).Record.DeletionId!;
    }

    private Task<HttpResponseMessage> PasteAsync(string text) => host.Anybody.PostTextAsync(
        "/certificates/check", $"certificate={Uri.EscapeDataString(text)}", "application/x-www-form-urlencoded");

    private async Task<HttpResponseMessage> UploadAsync(byte[] file)
    {
        using var content = new MultipartFormDataContent();
        using var part = new ByteArrayContent(file);
        content.Add(part, "file", "certificate.jws");
        return await host.Anybody.PostAsync(new Uri("/certificates/check", UriKind.Relative), content);
    }

    private static async Task<HttpResponseMessage> GetAsync(HttpClient http, string path, string? accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return await http.SendAsync(request);
    }
}
