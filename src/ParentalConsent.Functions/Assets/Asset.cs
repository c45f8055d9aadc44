namespace ParentalConsent.Functions.Assets;

/// <param name="Tag">Quoted entity tag (RFC 9110, 8.8.3): the content's hash.</param>
public sealed record Asset(ReadOnlyMemory<byte> Content, string ContentType, string Tag);
