using System.Net;
using System.Net.Http.Headers;
using ParentalConsent.Functions.Assets;
using ParentalConsent.Functions.Tests.Host;

namespace ParentalConsent.Functions.Tests.Assets;

public sealed class AssetFilesTests(ConsentHost host) : IClassFixture<ConsentHost>
{
    [Fact]
    public async Task EveryAsset_IsServed_AndNotAgainWhileItIsTheSame()
    {
        var names = System.Reflection.Assembly.Load("ParentalConsent.Pages").GetManifestResourceNames()
            .Where(name => name.StartsWith("assets/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(names);
        foreach (var name in names)
        {
            var http = host.Anybody;
            var first = await http.GetPathAsync($"/{name}");
            http.DefaultRequestHeaders.IfNoneMatch.Add(EntityTagHeaderValue.Parse(first.Headers.ETag!.ToString()));
            var second = await http.GetPathAsync($"/{name}");

            Assert.Equal(HttpStatusCode.OK, first.StatusCode);
            Assert.NotEmpty(await first.Content.ReadAsByteArrayAsync());
            Assert.Equal("nosniff", first.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
            Assert.Empty(await second.Content.ReadAsByteArrayAsync());
        }
    }

    [Theory]
    [InlineData("nothing.css")]
    [InlineData("..%2Fhost.json")]
    [InlineData("%2e%2e%5chost.json")]
    [InlineData("Site.CSS")]
    public async Task AnythingElse_Is404(string name) =>
        Assert.Equal("notFound", await (await host.Anybody.GetPathAsync($"/assets/{name}")).ProblemCodeAsync(HttpStatusCode.NotFound));

    [Fact]
    public void OnlyKnownKindsOfFiles_AreServed() => Assert.Null(new AssetFiles(typeof(AssetFilesTests).Assembly).Find("anything"));
}
