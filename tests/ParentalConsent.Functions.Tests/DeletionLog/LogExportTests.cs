using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Signing;
using ParentalConsent.Functions.Tests.Console;
using ParentalConsent.Functions.Tests.Host;

namespace ParentalConsent.Functions.Tests.DeletionLog;

/// <summary>The export and the public keys, as an auditor takes them away.</summary>
public sealed class LogExportTests : IAsyncLifetime
{
    private readonly ConsentHost host = new();

    public async Task InitializeAsync()
    {
        await host.InitializeAsync();
        await host.Log.AppendAsync([.. Enumerable.Range(0, 5).Select(number => Records.Numbered(number))], CancellationToken.None);
        await host.Services.GetRequiredService<SignCheckpoint>().ExecuteAsync(CancellationToken.None);
    }

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Export_IsVerified_WithThePublishedKeysAlone()
    {
        var keys = await host.Anybody.GetPathAsync("/.well-known/jwks.json");
        var export = await host.Auditor.GetPathAsync("/api/v1/deletion-log/export");

        Assert.Equal("application/jwk-set+json", keys.Content.Headers.ContentType?.MediaType);
        Assert.Equal(TimeSpan.FromMinutes(5), keys.Headers.CacheControl?.MaxAge);
        Assert.Equal("application/x-ndjson", export.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", export.Content.Headers.ContentDisposition?.DispositionType);
        Assert.False(export.Headers.Contains("X-Next-Cursor"));
        var verdict = await VerifyAsync(await keys.Content.ReadAsByteArrayAsync(), await export.Content.ReadAsByteArrayAsync());
        Assert.Equal((5, 1, null), (verdict.Entries, verdict.Checkpoints, verdict.Problem));
    }

    [Fact]
    public async Task Keys_ShowNothingOfTheirPrivateHalf()
    {
        var text = await host.Anybody.GetStringAsync(new Uri("/.well-known/jwks.json", UriKind.Relative));
        Assert.DoesNotContain("\"d\"", text, StringComparison.Ordinal);
        Assert.Contains("\"kid\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_GoesOnFromItsCursor()
    {
        var whole = Encoding.UTF8.GetString(await (await host.Console.GetPathAsync("/api/v1/deletion-log/export")).Content.ReadAsByteArrayAsync());
        var rest = Encoding.UTF8.GetString(await (await host.Console.GetPathAsync("/api/v1/deletion-log/export?cursor=0.3.0.0.0")).Content.ReadAsByteArrayAsync());
        Assert.Equal(whole.Split('\n')[4..7], rest.Split('\n')[1..4]);
    }

    [Theory]
    [InlineData("?cursor=1", "cursor notACursor")]
    [InlineData("?cursor=1.2.3.4", "cursor notACursor")]
    [InlineData("?cursor=-1.2.3.4.5", "cursor notACursor")]
    [InlineData("?from=2030-01-01", "query unknownField")]
    public async Task BadQuery_IsNamed(string query, string error) =>
        Assert.Equal([error], await (await host.Console.GetPathAsync($"/api/v1/deletion-log/export{query}")).FieldErrorsAsync());

    [Fact]
    public async Task Export_IsForStaff()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Anybody.GetPathAsync("/api/v1/deletion-log/export")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Sample.GetPathAsync("/api/v1/deletion-log/export")).StatusCode);
        var browser = host.With(await host.SessionAsync());
        Assert.Equal("application/x-ndjson", (await browser.GetPathAsync("/console/deletion-log.ndjson")).Content.Headers.ContentType?.MediaType);
        Assert.NotEqual(HttpStatusCode.OK, (await host.Anybody.GetPathAsync("/console/deletion-log.ndjson")).StatusCode);
    }

    private static async Task<LogFileVerdict> VerifyAsync(byte[] keys, byte[] export)
    {
        using var file = new MemoryStream(export);
        return await new VerifyLogFile(JsonWebKeys.Parse(keys)).ExecuteAsync(file, CancellationToken.None);
    }
}
