using System.Net;
using System.Text;
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
}
