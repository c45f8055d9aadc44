namespace ParentalConsent.Core.Links;

/// <summary>What a mailed link stands for.</summary>
/// <param name="Expires">To the second, rounded up when signed; the deadline for <see cref="LinkKind.Decide"/>.</param>
public sealed record Link(LinkKind Kind, string RegistrationId, string Attempt, DateTimeOffset Expires);
