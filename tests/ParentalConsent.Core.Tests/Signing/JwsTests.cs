using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Core.Signing;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Core.Tests.Signing;

public sealed class JwsTests
{
    private static readonly SigningKey Key = SigningKey.TryImport(Convert.FromBase64String(MemorySecretSource.NewSigningKey()))!;
    private static readonly JsonWebKeys Keys = new([Key.Public]);

    [Fact]
    public void Signed_Verifies_AndGivesBackWhatItSays()
    {
        var valid = Assert.IsType<JwsReading.Valid>(Jws.Verify(Jws.Sign(Key, "a", "payload"u8), "a", Keys));
        Assert.Equal("payload", Encoding.UTF8.GetString(valid.Payload));
        Assert.Equal(Key.Public.Id, valid.KeyId);
    }

    [Fact]
    public void Signed_Verifies_ForWhoKnowsNothingOfUs()
    {
        var parts = Jws.Sign(Key, "a", "payload"u8).Split('.');
        var jwk = JsonSerializer.SerializeToElement(Keys.ToSet()).GetProperty("Keys")[0];
        using var ecdsa = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint
            {
                X = Base64Url.DecodeFromChars(jwk.GetProperty("X").GetString()),
                Y = Base64Url.DecodeFromChars(jwk.GetProperty("Y").GetString()),
            },
        });
        Assert.True(ecdsa.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256));
        using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]));
        Assert.Equal("ES256", header.RootElement.GetProperty("alg").GetString());
    }

    [Fact]
    public void EverySingleCharacter_Counts()
    {
        var signed = Jws.Sign(Key, "a", "payload"u8);
        for (var index = 0; index < signed.Length; index++)
        {
            var other = signed[index] == 'A' ? 'B' : 'A';
            Assert.IsNotType<JwsReading.Valid>(Jws.Verify($"{signed[..index]}{other}{signed[(index + 1)..]}", "a", Keys));
        }
    }

    [Fact]
    public void AnotherUse_IsRefused() => Assert.IsType<JwsReading.Malformed>(Jws.Verify(Jws.Sign(Key, "a", "payload"u8), "b", Keys));

    [Fact]
    public void AnotherKey_IsUnknown()
    {
        var other = SigningKey.TryImport(Convert.FromBase64String(MemorySecretSource.NewSigningKey()))!;
        Assert.Equal(new JwsReading.UnknownKey(other.Public.Id), Jws.Verify(Jws.Sign(other, "a", "payload"u8), "a", Keys));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("..")]
    [InlineData("a.b.c.d")]
    [InlineData("é.é.é")]
    public void WhatIsNone_IsMalformed(string text) => Assert.IsType<JwsReading.Malformed>(Jws.Verify(text, "a", Keys));

    [Theory]
    [InlineData("""{"alg":"none","kid":"KID","typ":"a"}""")]
    [InlineData("""{"alg":"HS256","kid":"KID","typ":"a"}""")]
    [InlineData("""{"alg":"ES256","kid":"KID","typ":"a","crit":["b64"],"b64":false}""")]
    [InlineData("""{"alg":"ES256","kid":"KID"}""")]
    [InlineData("""{"alg":"ES256","kid":null,"typ":"a"}""")]
    [InlineData("""[]""")]
    [InlineData("{")]
    public void OtherHeaders_AreMalformed(string header)
    {
        var parts = Jws.Sign(Key, "a", "payload"u8).Split('.');
        var signed = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header.Replace("KID", Key.Public.Id, StringComparison.Ordinal)))}.{parts[1]}";
        var text = $"{signed}.{Base64Url.EncodeToString(Key.Sign(Encoding.ASCII.GetBytes(signed)))}";
        Assert.IsType<JwsReading.Malformed>(Jws.Verify(text, "a", Keys));
    }

    [Fact]
    public void Whitespace_AndPadding_AreMalformed()
    {
        var signed = Jws.Sign(Key, "a", "payload"u8);
        Assert.IsType<JwsReading.Malformed>(Jws.Verify($"{signed} ", "a", Keys));
        Assert.IsType<JwsReading.Malformed>(Jws.Verify($"{signed}==", "a", Keys));
    }

    /// <summary>The example of RFC 7517, appendix A.1, and its thumbprint as others compute it.</summary>
    [Fact]
    public void KeySet_IsRead_AndWhatEs256CannotUseIsPassedOver()
    {
        var keys = JsonWebKeys.Parse("""
            {"keys":[
              {"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM","use":"enc","kid":"1"},
              {"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"},
              {"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4"},
              {"kty":"EC","crv":"P-256","x":"AA","y":"AA"},
              {"kty":"RSA","n":"AQAB","e":"AQAB"}]}
            """u8);
        Assert.Equal(1, keys.Count);
        Assert.NotNull(keys.Find("cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s"));
    }

    [Fact]
    public void KeySet_ReadsWhatItWrites() =>
        Assert.NotNull(JsonWebKeys.Of(Keys.ToSet()).Find(Key.Public.Id));

    [Fact]
    public async Task NewestVersionSigns_AllVerify()
    {
        var (clock, secrets) = (new MemoryClock(), new MemorySecretSource());
        var old = (await new SigningKeys(new SecretKeys(secrets, clock)).NewestAsync(default)).Public.Id;
        secrets.Set(SecretNames.LogSigningKey, MemorySecretSource.NewSigningKey(), secrets[SecretNames.LogSigningKey][0]);
        var keys = new SigningKeys(new SecretKeys(secrets, clock));
        var all = await keys.PublicAsync(default);
        Assert.NotEqual(old, (await keys.NewestAsync(default)).Public.Id);
        Assert.Equal(2, all.Count);
        Assert.NotNull(all.Find(old));
    }

    public static TheoryData<string> WrongKeys
    {
        get
        {
            using var otherCurve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
            using var sec1 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return [MemorySecretSource.NewKey(), Convert.ToBase64String(otherCurve.ExportPkcs8PrivateKey()), Convert.ToBase64String(sec1.ExportECPrivateKey()), "x"];
        }
    }

    [Theory]
    [MemberData(nameof(WrongKeys))]
    public async Task WrongKey_IsNamed_ButNotShown(string key)
    {
        var secrets = new MemorySecretSource();
        secrets.Set(SecretNames.LogSigningKey, key);
        var fault = await Assert.ThrowsAsync<InvalidSecretException>(
            () => new SigningKeys(new SecretKeys(secrets, new MemoryClock())).PublicAsync(default));
        Assert.StartsWith("The secret 'log-signing-key' must be", fault.Message, StringComparison.Ordinal);
    }
}
