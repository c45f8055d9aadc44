using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Moq;
using ParentalConsent.Functions.Http;
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
        Assert.False(response.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Pages_LoadNothingOfOthers_AndAreKeptByNobody()
    {
        var response = await host.Anybody.GetPathAsync("/consent");

        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            [
                "base-uri 'none'", "default-src 'none'", "form-action 'self'", "frame-ancestors 'none'", "img-src 'self' data:",
                "script-src 'self'", "style-src 'self'",
            ],
            response.Headers.GetValues("Content-Security-Policy").Single().Split("; ").Order(StringComparer.Ordinal));
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("noindex, nofollow", response.Headers.GetValues("X-Robots-Tag").Single());
        Assert.Contains("camera=()", response.Headers.GetValues("Permissions-Policy").Single(), StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public void AnswersOverTls_AskForTlsAlways()
    {
        var context = Mock.Of<FunctionContext>();
        var response = new Mock<HttpResponseData>(context);
        response.SetupProperty(answer => answer.Headers, new HttpHeadersCollection());

        response.Object.AddPageHeaders(new FakeRequest([], contentType: null));

        Assert.Equal("max-age=31536000; includeSubDomains", response.Object.Headers.GetValues("Strict-Transport-Security").Single());
    }
}
