using System.Text;
using ParentalConsent.Functions.Http;
using ParentalConsent.Functions.Tests.Host;

namespace ParentalConsent.Functions.Tests.Http;

public sealed class FormReadingTests
{
    [Fact]
    public async Task Form_IsDecoded()
    {
        var form = await ReadAsync("name=J%C3%B6rg+B.&purpose=a&purpose=b&empty=&flag&%61=1");

        Assert.Equal("Jörg B.", form.Value("name"));
        Assert.Equal(["a", "b"], form.Values("purpose"));
        Assert.Equal("", form.Value("empty"));
        Assert.Equal("", form.Value("flag"));
        Assert.Equal("1", form.Value("a"));
        Assert.Null(form.Value("missing"));
        Assert.Empty(form.Repeated("purpose"));
    }

    [Fact]
    public async Task RepeatedField_HasNoValue_AndIsTold()
    {
        var form = await ReadAsync("token=a&token=b&purpose=a&purpose=b");

        Assert.Null(form.Value("token"));
        Assert.Equal(["token"], form.Repeated("purpose"));
    }

    [Fact]
    public async Task EmptyBody_IsAFormWithoutFields() => Assert.Empty((await ReadAsync("", contentType: null)).Repeated());

    [Theory]
    [InlineData("a=1", "application/json", "unsupportedMediaType")]
    [InlineData("a=1", null, "unsupportedMediaType")]
    [InlineData("a=1", "multipart/form-data; boundary=x", "unsupportedMediaType")]
    public async Task OtherContentType_IsRejected(string body, string? contentType, string code) =>
        Assert.Equal(code, await RejectionAsync(Encoding.UTF8.GetBytes(body), contentType));

    [Fact]
    public async Task BodyOverTheLimit_IsRejected_WithoutReadingOn()
    {
        Assert.Equal("bodyTooLarge", await RejectionAsync(new byte[FormReading.Limit + 1]));
        Assert.Equal("bodyTooLarge", await RejectionAsync(new byte[10_000_000]));
    }

    [Fact]
    public async Task TooManyFields_OrBytesThatAreNotUtf8_AreRejected()
    {
        Assert.Equal("brokenForm", await RejectionAsync(Encoding.UTF8.GetBytes(string.Join('&', Enumerable.Repeat("a=1", 201)))));
        Assert.Equal("brokenForm", await RejectionAsync([(byte)'a', (byte)'=', 0xC3, 0x28]));
    }

    private static async Task<Form> ReadAsync(string body, string? contentType = "application/x-www-form-urlencoded") =>
        Assert.IsType<FormResult.Read>(
            await new FakeRequest(Encoding.UTF8.GetBytes(body), contentType).ReadFormAsync(CancellationToken.None)).Form;

    private static async Task<string> RejectionAsync(byte[] body, string? contentType = "application/x-www-form-urlencoded; charset=UTF-8") =>
        Assert.IsType<FormResult.Rejected>(await new FakeRequest(body, contentType).ReadFormAsync(CancellationToken.None)).Problem.Code;
}
