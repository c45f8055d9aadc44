namespace ParentalConsent.Core.Signing;

/// <summary>The protected header of a <see cref="Jws"/>.</summary>
internal sealed record JwsHeader(string Alg, string Kid, string Typ);
