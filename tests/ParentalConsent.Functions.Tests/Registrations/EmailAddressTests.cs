using ParentalConsent.Functions.Registrations;

namespace ParentalConsent.Functions.Tests.Registrations;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("a@example.test", "a@example.test")]
    [InlineData("First.Last+tag@EXAMPLE.Test", "First.Last+tag@example.test")]
    [InlineData("o'neil_x-1@sub.example.co.uk", "o'neil_x-1@sub.example.co.uk")]
    [InlineData("jörg@bücher.example", "jörg@xn--bcher-kva.example")]
    [InlineData("用户@例え.テスト", "用户@xn--r8jz45g.xn--zckzah")]
    [InlineData("a@xn--bcher-kva.example", "a@xn--bcher-kva.example")]
    public void Normalize_OfAnAddress_GivesItWithAnAsciiDomain(string text, string address) =>
        Assert.Equal(address, EmailAddress.Normalize(text));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("@example.test")]
    [InlineData("a@")]
    [InlineData("a@localhost")]
    [InlineData("a@example..test")]
    [InlineData("a@.example.test")]
    [InlineData("a@example.test.")]
    [InlineData("a@-example.test")]
    [InlineData("a@exa_mple.test")]
    [InlineData("a@127.0.0.1")]
    [InlineData("a@[127.0.0.1]")]
    [InlineData("a@b@example.test")]
    [InlineData(".a@example.test")]
    [InlineData("a.@example.test")]
    [InlineData("a..b@example.test")]
    [InlineData(" a@example.test")]
    [InlineData("a@example.test ")]
    [InlineData("a b@example.test")]
    [InlineData("\"a b\"@example.test")]
    [InlineData("\"a\"@example.test")]
    [InlineData("A <a@example.test>")]
    [InlineData("<a@example.test>")]
    [InlineData("a@example.test,b@example.test")]
    [InlineData("a(comment)@example.test")]
    [InlineData("a@example.test\r\nBcc: b@example.test")]
    [InlineData("a\r\n@example.test")]
    [InlineData("a\u0000@example.test")]
    [InlineData("a\u202E@example.test")]
    [InlineData("a\u200B@example.test")]
    [InlineData("a\uD800@example.test")]
    [InlineData("a@exam\u202Eple.test")]
    public void Normalize_OfAnythingElse_IsNull(string text) => Assert.Null(EmailAddress.Normalize(text));

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void LocalPart_HasALimit(int length, bool fits) =>
        Assert.Equal(fits, EmailAddress.Normalize($"{new string('a', length)}@example.test") is not null);

    [Theory]
    [InlineData(254, true)]
    [InlineData(255, false)]
    public void Address_HasALimit(int length, bool fits)
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('d', 60), 3));
        var text = $"{new string('a', 10)}@{new string('e', length - domain.Length - 12)}.{domain}";

        Assert.Equal(length, text.Length);
        Assert.Equal(fits, EmailAddress.Normalize(text) is not null);
    }
}
