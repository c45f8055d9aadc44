using System.Net;
using ParentalConsent.Core.Discoveries;
using ParentalConsent.Functions.Tests.Host;

namespace ParentalConsent.Functions.Tests.Discoveries;

/// <summary>As many lines as a discovery may have, in one body, and one more.</summary>
public sealed class MillionLinesTests : IAsyncLifetime
{
    private const string Path = "/api/v1/discoveries";

    private readonly ConsentHost host = new();

    public async Task InitializeAsync()
    {
        await host.InitializeAsync();
        host.Discoveries.KeepsLines = false;
    }

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task AMillionLines_AreTaken_AndNotOneMore()
    {
        using var million = new LinesContent(Discovery.MostLines);
        var taken = await (await host.Sample.PostAsync(new Uri(Path, UriKind.Relative), million)).JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal((1_000_000, 1_000_001), (taken.GetProperty("received").GetInt32(), taken.GetProperty("nextLine").GetInt32()));

        using var one = new LinesContent(1);
        var id = taken.GetProperty("discoveryId").GetString()!;
        await AssertTooManyAsync(await host.Sample.PutAsync(new Uri($"{Path}/{id}/lines?from=1000001", UriKind.Relative), one), id);
    }

    [Fact]
    public async Task AMillionLinesAndOne_AreRefused_AndTheMillionKept()
    {
        using var more = new LinesContent(Discovery.MostLines + 1);
        await AssertTooManyAsync(await host.Sample.PostAsync(new Uri($"{Path}?end=true", UriKind.Relative), more), null);
    }

    /// <summary>As the README says: those before <c>nextLine</c> are kept, and these can be ended.</summary>
    private async Task AssertTooManyAsync(HttpResponseMessage answer, string? id)
    {
        var problem = await answer.JsonAsync(HttpStatusCode.RequestEntityTooLarge);
        Assert.Equal(("tooManyLines", "1000001"), (problem.GetProperty("code").GetString(), problem.GetProperty("nextLine").GetString()));
        var known = problem.GetProperty("discoveryId").GetString()!;
        Assert.Equal(id ?? known, known);
        using var nothing = new ByteArrayContent([]);
        var ended = await (await host.Sample.PostAsync(new Uri($"{Path}/{known}/end", UriKind.Relative), nothing)).JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal(("working", 1_000_000), (ended.GetProperty("state").GetString(), ended.GetProperty("received").GetInt32()));
    }
}
