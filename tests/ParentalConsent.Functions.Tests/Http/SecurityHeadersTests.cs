using ParentalConsent.Functions.Tests.Host;

namespace ParentalConsent.Functions.Tests.Http;

public sealed class SecurityHeadersTests(ConsentHost host) : IClassFixture<ConsentHost>
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/api/v1/deletion-log")]
    [InlineData("/api/v1/registrations/x")]
    public async Task ApiAnswers_AreKeptByNobody(string path)
    {
        var response = await host.Anybody.GetPathAsync(path);

        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("noindex", response.Headers.GetValues("X-Robots-Tag").Single(), StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Set-Cookie"));
        Assert.False(response.Headers.Contains("Server"));
        Assert.False(response.Headers.Contains("Strict-Transport-Security"));
    }
}
