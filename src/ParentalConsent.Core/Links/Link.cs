using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Links;

/// <summary>What a mailed link stands for.</summary>
/// <param name="RegistrationId">Of <see cref="LinkKind.Lift"/> the guardian's hash.</param>
/// <param name="Attempt">The registration's <see cref="Registration.LinkMark"/>; of <see cref="LinkKind.SecondGuardian"/> theirs, of a question its own, of <see cref="LinkKind.Lift"/> the mark of the client.</param>
/// <param name="Expires">To the second, rounded up when signed; the deadline for <see cref="LinkKind.Decide"/>.</param>
public sealed record Link(LinkKind Kind, string RegistrationId, string Attempt, DateTimeOffset Expires)
{
    /// <summary>It is a second guardian's.</summary>
    public bool IsSecond => Kind is LinkKind.SecondGuardian or LinkKind.SecondQuestion;

    /// <summary>It is about further purposes.</summary>
    public bool IsQuestion => Kind is LinkKind.Question or LinkKind.SecondQuestion;
}
