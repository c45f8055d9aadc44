using System.Net;

namespace ParentalConsent.Bundled.Tests.Worker;

public sealed class FunctionKeyTests
{
    private static readonly Dictionary<string, string> Keys = new()
    {
        ["Functions:Keys:Master"] = "master-key",
        ["Functions:Keys:Host:default"] = "host-key",
        ["Functions:Keys:Function:NeedsKey:default"] = "own-key",
        ["Functions:Keys:Function:Other:default"] = "other-key",
    };

    [Theory]
    [InlineData("NeedsKey", "own-key", true)]
    [InlineData("NeedsKey", "host-key", true)]
    [InlineData("NeedsKey", "master-key", true)]
    [InlineData("NeedsKey", "other-key", false)]
    [InlineData("NeedsKey", "OWN-KEY", false)]
    [InlineData("NeedsKey", "own-key ", false)]
    [InlineData("NeedsKey", "", false)]
    [InlineData("NeedsMaster", "master-key", true)]
    [InlineData("NeedsMaster", "host-key", false)]
    public async Task Query_OpensWhatItsKeyOpens(string function, string key, bool opens)
    {
        await using var host = await TestHost.StartAsync([function], Keys);

        using var response = await host.Client.GetAsync($"/api/{function}?code={Uri.EscapeDataString(key)}");

        Assert.Equal(opens ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Header_OpensToo()
    {
        await using var host = await TestHost.StartAsync(["NeedsKey"], Keys);
        host.Client.DefaultRequestHeaders.Add("x-functions-key", "own-key");

        Assert.Equal("open", await host.Client.GetStringAsync("/api/NeedsKey"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?code=")]
    [InlineData("?code=anything")]
    public async Task WithoutKeysSet_NobodyIsLetIn(string query)
    {
        await using var host = await TestHost.StartAsync(["NeedsKey"]);

        using var response = await host.Client.GetAsync($"/api/NeedsKey{query}");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }
}
