using System.Security.Cryptography;
using ParentalConsent.Core.Methods;

namespace ParentalConsent.Core.Tests.Methods;

public class VerificationReferenceTests
{
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    [Theory]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("ffffffffffffffffffffffffffffffff")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    public void EveryReference_LeadsBackToItsRegistration(string id)
    {
        Assert.Equal(id[..11], VerificationReference.IdPrefix(VerificationReference.NewCode(id)));
        Assert.Equal(id[..11], VerificationReference.IdPrefix(VerificationReference.NewOpaque(id)));
        Assert.NotEqual(VerificationReference.NewOpaque(id), VerificationReference.NewOpaque(id));
    }

    [Fact]
    public void ACode_IsReadAsPeopleTypeIt()
    {
        var code = VerificationReference.NewCode(Id());
        Assert.Matches("^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$", code);
        foreach (var typed in new[] { code, code.ToLowerInvariant(), code.Replace("-", ""), $" {code.Replace("-", " ")} \n" })
        {
            Assert.Equal(code, VerificationReference.ParseCode(typed));
        }
    }

    [Fact]
    public void OneWrongCharacter_OrTwoExchanged_AreFound()
    {
        for (var round = 0; round < 20; round++)
        {
            var code = VerificationReference.NewCode(Id()).Replace("-", "");
            for (var place = 0; place < code.Length; place++)
            {
                foreach (var other in Alphabet.Where(character => character != code[place]))
                {
                    Assert.Null(VerificationReference.ParseCode(code[..place] + other + code[(place + 1)..]));
                }

                if (place > 0 && code[place] != code[place - 1])
                {
                    Assert.Null(VerificationReference.ParseCode(code[..(place - 1)] + code[place] + code[place - 1] + code[(place + 1)..]));
                }
            }
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ABCD-EFGH")]
    [InlineData("0000-0000-0000")]
    [InlineData("ÄÄÄÄ-ÄÄÄÄ-ÄÄÄÄ")]
    public void WhatIsNoCode_IsNone(string? typed) => Assert.Null(VerificationReference.ParseCode(typed));

    private static string Id() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
