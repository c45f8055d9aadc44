using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Mails;

/// <summary>Another child that a mail asks about, who waits for the same guardian at the same client.</summary>
/// <param name="Registration">With its details.</param>
/// <param name="Token">Of the child's own link.</param>
public sealed record AlsoWaiting(Registration Registration, string Token)
{
    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(AlsoWaiting);
}
