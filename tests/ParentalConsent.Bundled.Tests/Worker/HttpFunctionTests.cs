using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;
using ParentalConsent.Bundled.Tests.Worker.Functions;

namespace ParentalConsent.Bundled.Tests.Worker;

public sealed class HttpFunctionTests
{
    [Fact]
    public async Task Get_WithRouteValue_IsAnsweredByTheFunction()
    {
        await using var host = await TestHost.StartAsync(["Hello"]);

        using var response = await host.Client.GetAsync("/api/hello/Ada%20L");

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("hello Ada L", await response.Content.ReadAsStringAsync());
        Assert.NotNull(response.Headers.Date);
    }

    [Fact]
    public async Task Post_WithBodyHeadersAndQuery_ReachesTheFunctionWhole()
    {
        await using var host = await TestHost.StartAsync(["Echo"]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/echo?q=a%26b&r=1") { Content = new StringContent("grüße") };
        request.Headers.Add("X-Sent", ["one", "two"]);

        using var response = await host.Client.SendAsync(request);

        Assert.Equal("grüße", await response.Content.ReadAsStringAsync());
        Assert.Equal("POST", response.Headers.GetValues("X-Method").Single());
        Assert.Equal("/api/echo?q=a%26b&r=1", response.Headers.GetValues("X-Url").Single());
        Assert.Equal("a&b", response.Headers.GetValues("X-Query").Single());
        Assert.Equal("one,two", response.Headers.GetValues("X-Seen").Single().Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Json_IsReadWhateverTheCase_AndWrittenByPropertyName()
    {
        await using var host = await TestHost.StartAsync(["Json"]);
        using var content = new StringContent("""{"name":"Rex","AGE":3}""", Encoding.UTF8, "application/json");

        using var response = await host.Client.PostAsync("/api/Json", content);

        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal($$"""{"{{nameof(HttpFunctions.Pet.Name)}}":"Rex","Age":4}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Exception_GivesAnEmpty500_AndALoggedError()
    {
        await using var host = await TestHost.StartAsync(["Fails"]);

        using var response = await host.Client.GetAsync("/api/Fails");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        Assert.Contains(host.Log.Lines, line => line.Level == LogLevel.Error && line.Text.Contains("out of order", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Nothing")]
    [InlineData("Header")]
    public async Task NothingToSay_Is204WithoutBody(string function)
    {
        await using var host = await TestHost.StartAsync([function]);

        using var response = await host.Client.GetAsync($"/api/{function}");

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        Assert.DoesNotContain(host.Log.Lines, line => line.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task BytesAndCookies_AreSentAsWritten()
    {
        await using var host = await TestHost.StartAsync(["Bytes"]);

        using var response = await host.Client.GetAsync("/api/Bytes");

        Assert.Equal([0, 1, 254, 255], await response.Content.ReadAsByteArrayAsync());
        Assert.Equal(4, response.Content.Headers.ContentLength);
        Assert.Equal("application/x-bytes", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(
            ["plain=a%20b; path=/", "full=v; max-age=60; path=/p; secure; samesite=strict; httponly"],
            response.Headers.GetValues("Set-Cookie"));
    }

    [Fact]
    public async Task Head_IsAnsweredWithTheHeadersAlone()
    {
        await using var host = await TestHost.StartAsync(["Bytes"]);
        using var request = new HttpRequestMessage(HttpMethod.Head, "/api/Bytes");

        using var response = await host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(4, response.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task Cookies_AreReadAsSent()
    {
        await using var host = await TestHost.StartAsync(["Cookies"]);
        host.Client.DefaultRequestHeaders.Add("Cookie", "a=1; b=x=y; c");

        Assert.Equal("a:1|b:x=y|c:", await host.Client.GetStringAsync("/api/Cookies"));
    }

    [Fact]
    public async Task Body_LargerThanAllowed_Is413()
    {
        await using var host = await TestHost.StartAsync(["Echo"], new() { ["FUNCTIONS_REQUEST_BODY_SIZE_LIMIT"] = "1000" });
        using var fits = new ByteArrayContent(new byte[1000]);
        using var tooLarge = new ByteArrayContent(new byte[1001]);

        using var accepted = await host.Client.PostAsync("/api/Echo", fits);
        using var refused = await host.Client.PostAsync("/api/Echo", tooLarge);

        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
    }

    [Fact]
    public async Task LargeBody_ComesBackWhole()
    {
        await using var host = await TestHost.StartAsync(["Echo"]);
        var sent = new string('x', 3_000_000);
        using var content = new StringContent(sent);

        using var response = await host.Client.PostAsync("/api/Echo", content);

        Assert.Equal(sent, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task ManyAtOnce_AreEachAnsweredTheirOwn()
    {
        await using var host = await TestHost.StartAsync(["Hello"]);

        var answers = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => host.Client.GetStringAsync($"/api/hello/{i}")));

        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"hello {i}"), answers);
    }
}
