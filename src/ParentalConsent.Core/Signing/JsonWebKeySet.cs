namespace ParentalConsent.Core.Signing;

/// <summary>A JWK Set as it is in JSON.</summary>
public sealed record JsonWebKeySet(IReadOnlyList<JsonWebKey> Keys);

/// <summary>A public key as it is in JSON (RFC 7517, RFC 7518 section 6.2).</summary>
public sealed record JsonWebKey
{
    public required string Kty { get; init; }

    public string? Crv { get; init; }

    public string? X { get; init; }

    public string? Y { get; init; }

    public string? Kid { get; init; }

    public string? Use { get; init; }

    public string? Alg { get; init; }
}
