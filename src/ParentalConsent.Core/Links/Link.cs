using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Links;

/// <summary>What a mailed link stands for.</summary>
/// <param name="RegistrationId">Of <see cref="LinkKind.Lift"/> the guardian's hash.</param>
/// <param name="Attempt">The registration's <see cref="Registration.LinkMark"/>; of <see cref="LinkKind.SecondGuardian"/> theirs, of <see cref="LinkKind.Lift"/> the mark of the client.</param>
/// <param name="Expires">To the second, rounded up when signed; the deadline for <see cref="LinkKind.Decide"/>.</param>
public sealed record Link(LinkKind Kind, string RegistrationId, string Attempt, DateTimeOffset Expires);
