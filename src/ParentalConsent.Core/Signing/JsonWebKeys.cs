using System.Buffers.Text;
using System.Text.Json;

namespace ParentalConsent.Core.Signing;

/// <summary>Public keys by id, and as a JWK Set (RFC 7517).</summary>
public sealed class JsonWebKeys(IEnumerable<PublicKey> keys)
{
    private readonly IReadOnlyList<PublicKey> keys = [.. keys];

    public static JsonWebKeys None { get; } = new([]);

    public int Count => keys.Count;

    public PublicKey? Find(string id) => keys.FirstOrDefault(key => key.Id == id);

    public JsonWebKeySet ToSet() => new([.. keys.Select(key => new JsonWebKey
    {
        Kty = "EC",
        Crv = "P-256",
        X = key.X,
        Y = key.Y,
        Kid = key.Id,
        Use = "sig",
        Alg = "ES256",
    })]);

    /// <summary>Those of a set that ES256 can use; others are passed over.</summary>
    /// <exception cref="JsonException">It is no JWK Set.</exception>
    public static JsonWebKeys Parse(ReadOnlySpan<byte> json) => Of(
        JsonSerializer.Deserialize(json, SigningJson.Default.JsonWebKeySet) ?? throw new JsonException("No JWK Set."));

    public static JsonWebKeys Of(JsonWebKeySet set) => new(set.Keys.Select(Read).OfType<PublicKey>());

    private static PublicKey? Read(JsonWebKey key) =>
        key is { Kty: "EC", Crv: "P-256", X: { } x, Y: { } y, Alg: null or "ES256", Use: null or "sig" } && Base64Url.IsValid(x) && Base64Url.IsValid(y)
            ? PublicKey.TryCreate(Base64Url.DecodeFromChars(x), Base64Url.DecodeFromChars(y))
            : null;
}
