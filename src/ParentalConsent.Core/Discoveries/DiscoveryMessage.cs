namespace ParentalConsent.Core.Discoveries;

/// <summary>Queue <c>discoveries</c>: a part to work off.</summary>
/// <param name="FirstLine">Names the part.</param>
/// <param name="Tries">How often the part was looked for and not found.</param>
public sealed record DiscoveryMessage(string DiscoveryId, long FirstLine, int Tries = 0);
