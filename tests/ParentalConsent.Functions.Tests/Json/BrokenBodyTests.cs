using System.Net;
using System.Text;
using ParentalConsent.Functions.Tests.Host;

namespace ParentalConsent.Functions.Tests.Json;

public sealed class BrokenBodyTests(ConsentHost host) : IClassFixture<ConsentHost>
{
    public static TheoryData<string> Paths => ["/api/v1/age-checks", "/api/v1/registrations"];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task NoBody_Is400(string path) =>
        Assert.Equal("bodyMissing", await (await host.Sample.PostTextAsync(path, "")).ProblemCodeAsync(HttpStatusCode.BadRequest));

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task BodyOf10Megabytes_Is413(string path) =>
        Assert.Equal(
            "bodyTooLarge",
            await (await host.Sample.PostBytesAsync(path, new byte[10_000_000])).ProblemCodeAsync(HttpStatusCode.RequestEntityTooLarge));

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/jsonp")]
    [InlineData(null)]
    public async Task OtherContentType_Is415(string? contentType)
    {
        var response = await host.Sample.PostBytesAsync("/api/v1/age-checks", "{\"age\":3}"u8.ToArray(), contentType);

        Assert.Equal("unsupportedMediaType", await response.ProblemCodeAsync(HttpStatusCode.UnsupportedMediaType));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("Application/JSON ; charset=utf-8")]
    public async Task JsonContentType_IsRead(string contentType) =>
        await (await host.Sample.PostTextAsync("/api/v1/age-checks", "{\"age\":3}", contentType)).JsonAsync();

    [Theory]
    [InlineData("{")]
    [InlineData("{\"age\":3}}")]
    [InlineData("{\"age\":3,}")]
    [InlineData("{'age':3}")]
    [InlineData("{\"age\":03}")]
    [InlineData("{\"age\":NaN}")]
    [InlineData("// comment\n{\"age\":3}")]
    [InlineData("{\"country\":\"\\ud800\"}")]
    [InlineData("{\"\\udc00\":1}")]
    [InlineData(" ")]
    public async Task BrokenJson_Is400(string body) =>
        Assert.Equal("brokenJson", await (await host.Sample.PostTextAsync("/api/v1/age-checks", body)).ProblemCodeAsync(HttpStatusCode.BadRequest));

    [Fact]
    public async Task BytesThatAreNotUtf8_Are400()
    {
        byte[] body = [.. "{\"country\":\""u8, 0xC3, 0x28, .. "\"}"u8];

        Assert.Equal("brokenJson", await (await host.Sample.PostBytesAsync("/api/v1/age-checks", body)).ProblemCodeAsync(HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"age\"")]
    [InlineData("3")]
    public async Task JsonThatIsNoObject_Is400(string body) =>
        Assert.Equal("jsonNotAnObject", await (await host.Sample.PostTextAsync("/api/v1/age-checks", body)).ProblemCodeAsync(HttpStatusCode.BadRequest));

    [Theory]
    [InlineData(32, "brokenJson")]
    [InlineData(33, "jsonTooDeep")]
    [InlineData(60_000, "jsonTooDeep")]
    public async Task JsonNestedDeeply_Is400(int levels, string code)
    {
        var body = new StringBuilder().Insert(0, "[", levels).ToString();

        Assert.Equal(code, await (await host.Sample.PostTextAsync("/api/v1/registrations", body)).ProblemCodeAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task JsonNestedAsDeepAsAllowed_IsTaken()
    {
        // The body is the first level, the data the second.
        var data = string.Concat(Enumerable.Repeat("{\"a\":", 30)) + "{}" + new string('}', 30);

        var response = await host.Sample.RegisterAsync(Bodies.Minor("deep").With("data", data));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    [Fact]
    public async Task ErrorsNeverRepeatWhatWasSent()
    {
        var body = Bodies.Minor().WithText("parentEmail", "marked bad@@address").WithText("country", "marked-country")
            .WithText("marked@name.test", "1").WithText("subjectId", "marked@subject").WithText("childName", "marked\u202Ename");

        var response = await host.Sample.RegisterAsync(body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.DoesNotContain("marked", await response.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
    }
}
