using System.Net;
using System.Net.Sockets;

namespace ParentalConsent.Bundled.Tests.Worker;

public sealed class RoutingTests
{
    private static readonly string[] Items = ["ById", "ByName", "Literal", "ByGuid", "Optional", "PairGet", "PairPost"];

    [Theory]
    [InlineData("/api/items/7", "number 7")]
    [InlineData("/api/items/seven", "name seven")]
    [InlineData("/api/items/new", "literal")]
    [InlineData("/API/ITEMS/New", "literal")]
    [InlineData("/api/items/a%2Fb", "name a%2Fb")]
    [InlineData("/api/guids/6F9619FF-8B86-D011-B42D-00C04FC964FF", "guid 6f9619ff8b86d011b42d00c04fc964ff")]
    [InlineData("/api/optional", "none of 5")]
    [InlineData("/api/optional/2", "n2 of 5")]
    [InlineData("/api/optional/2/9", "n2 of 9")]
    [InlineData("/api/pair", "got")]
    public async Task Get_ReachesTheMostFittingFunction(string path, string expected)
    {
        await using var host = await TestHost.StartAsync(Items);

        Assert.Equal(expected, await host.Client.GetStringAsync(path));
    }

    [Theory]
    [InlineData("GET", "/api/unknown", HttpStatusCode.NotFound)]
    [InlineData("GET", "/items/7", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/api/items/7", HttpStatusCode.NotFound)]
    [InlineData("HEAD", "/api/items/7", HttpStatusCode.NotFound)]
    [InlineData("POST", "/", HttpStatusCode.NotFound)]
    [InlineData("POST", "/api/pair", HttpStatusCode.OK)]
    [InlineData("GET", "/api/guids/none", HttpStatusCode.InternalServerError)]
    [InlineData("GET", "/api/optional/two", HttpStatusCode.InternalServerError)]
    [InlineData("GET", "/admin/host/status", HttpStatusCode.NotFound)]
    [InlineData("GET", "/runtime/webhooks/x", HttpStatusCode.NotFound)]
    [InlineData("GET", "/", HttpStatusCode.OK)]
    public async Task Request_IsAnsweredAsTheFunctionsHostDoes(string method, string path, HttpStatusCode expected)
    {
        await using var host = await TestHost.StartAsync(Items);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var response = await host.Client.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(expected is HttpStatusCode.OK, (await response.Content.ReadAsByteArrayAsync()).Length > 0);
    }

    [Theory]
    [InlineData("", "/items/7")]
    [InlineData("svc/v1", "/svc/v1/items/7")]
    [InlineData("/svc/", "/svc/items/7")]
    public async Task RoutePrefix_ComesFromHostJson(string prefix, string path)
    {
        await using var host = await TestHost.StartAsync(["ById"], Prefix(prefix));

        Assert.Equal("number 7", await host.Client.GetStringAsync(path));
    }

    [Fact]
    public async Task ReservedPaths_AreKeptFromACatchAllRoute()
    {
        await using var host = await TestHost.StartAsync(["CatchAll"], Prefix(""));

        Assert.Equal("path administration", await host.Client.GetStringAsync("/administration"));
        Assert.Equal("path a/b", await host.Client.GetStringAsync("/a/b"));
        using var reserved = await host.Client.GetAsync("/Admin/x");
        Assert.Equal(HttpStatusCode.NotFound, reserved.StatusCode);
    }

    [Fact]
    public async Task RootFunction_TakesThePlaceOfTheHomePage()
    {
        await using var host = await TestHost.StartAsync(["Root"], Prefix(""));

        Assert.Equal("root", await host.Client.GetStringAsync("/"));
    }

    [Fact]
    public async Task HomePage_CanBeTurnedOff()
    {
        await using var host = await TestHost.StartAsync(["ById"], new() { ["AzureWebJobsDisableHomepage"] = "true" });

        using var response = await host.Client.GetAsync("/");

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    [Fact]
    public async Task BindingData_HoldsRouteQueryAndHeaders()
    {
        await using var host = await TestHost.StartAsync(["Data"]);
        host.Client.DefaultRequestHeaders.Add("X-Mark", "1");

        Assert.Equal("""k {"a":"1","b":"2"} True""", await host.Client.GetStringAsync("/api/data/k?a=1&b=2"));
    }

    [Fact]
    public async Task RequestWithoutHost_StillHasAnAddress()
    {
        await using var host = await TestHost.StartAsync(["Echo"]);
        using var connection = new TcpClient("127.0.0.1", host.Client.BaseAddress!.Port);
        await using var stream = connection.GetStream();

        await stream.WriteAsync("POST /api/Echo?q=1 HTTP/1.0\r\nContent-Length: 2\r\n\r\nhi"u8.ToArray());
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync();

        Assert.Contains(" 200 ", answer, StringComparison.Ordinal);
        Assert.Contains("X-Url: /api/Echo?q=1", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SeveralHosts_RunInOneProcess()
    {
        await using var first = await TestHost.StartAsync(["ById"]);
        await using var second = await TestHost.StartAsync(["ById"], Prefix("other"));

        Assert.NotEqual(first.Client.BaseAddress, second.Client.BaseAddress);
        Assert.Equal("127.0.0.1", first.Client.BaseAddress!.Host);
        Assert.Equal("number 1", await first.Client.GetStringAsync("/api/items/1"));
        Assert.Equal("number 2", await second.Client.GetStringAsync("/other/items/2"));
    }

    private static Dictionary<string, string> Prefix(string prefix) =>
        new() { ["AzureFunctionsJobHost:extensions:http:routePrefix"] = prefix };
}
