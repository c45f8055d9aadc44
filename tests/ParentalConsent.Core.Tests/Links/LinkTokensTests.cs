using System.Security.Cryptography;
using Moq;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Secrets;

namespace ParentalConsent.Core.Tests.Links;

public class LinkTokensTests
{
    private static readonly string OldKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private static readonly string NewKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private static readonly Link Sample = new(
        LinkKind.Decide,
        "0123456789abcdef0123456789abcdef",
        "fedcba9876543210",
        new DateTimeOffset(2026, 12, 6, 10, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Read_OfWhatWasSigned_GivesTheLinkBack()
    {
        var token = await Tokens(NewKey).SignAsync(Sample, CancellationToken.None);
        Assert.Equal(64, token.Length);
        Assert.Equal(Sample, await Tokens(NewKey).ReadAsync(token, CancellationToken.None));
    }

    [Fact]
    public async Task Read_OfATokenBrokenByAMailProgram_IgnoresTheSpaces()
    {
        var token = await Tokens(NewKey).SignAsync(Sample, CancellationToken.None);
        Assert.Equal(Sample, await Tokens(NewKey).ReadAsync($" {token[..30]}\r\n {token[30..]}\t", CancellationToken.None));
    }

    [Fact]
    public async Task Read_AfterTheKeyWasRotated_StillVerifies()
    {
        var token = await Tokens(OldKey).SignAsync(Sample, CancellationToken.None);
        Assert.Equal(Sample, await Tokens(NewKey, OldKey).ReadAsync(token, CancellationToken.None));
    }

    [Fact]
    public async Task Read_SignedWithARetiredKey_IsRefused()
    {
        var token = await Tokens(OldKey).SignAsync(Sample, CancellationToken.None);
        Assert.Null(await Tokens(NewKey).ReadAsync(token, CancellationToken.None));
    }

    [Fact]
    public async Task Read_WithAnyBitFlipped_IsRefused()
    {
        var tokens = Tokens(NewKey);
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(await tokens.SignAsync(Sample, CancellationToken.None));
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Null(await tokens.ReadAsync(System.Buffers.Text.Base64Url.EncodeToString(bytes), CancellationToken.None));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    [InlineData("\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9")]
    public async Task Read_OfNonsense_IsRefused(string? text) =>
        Assert.Null(await Tokens(NewKey).ReadAsync(text, CancellationToken.None));

    [Fact]
    public async Task Read_OfACutToken_IsRefused()
    {
        var token = await Tokens(NewKey).SignAsync(Sample, CancellationToken.None);
        for (var length = 0; length < token.Length; length++)
        {
            Assert.Null(await Tokens(NewKey).ReadAsync(token[..length], CancellationToken.None));
        }
    }

    private static LinkTokens Tokens(params string[] keys)
    {
        var source = new Mock<ISecretSource>();
        source.Setup(secrets => secrets.ReadAsync(SecretNames.LinkSigningKey, It.IsAny<CancellationToken>())).ReturnsAsync(keys);
        return new LinkTokens(new SecretKeys(source.Object, TimeProvider.System));
    }
}
