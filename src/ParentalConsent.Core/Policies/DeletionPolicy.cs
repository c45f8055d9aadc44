namespace ParentalConsent.Core.Policies;

/// <summary>What else it takes until a deletion of a client's registrations is complete.</summary>
/// <param name="Acknowledge">The client says when it has deleted in its own systems.</param>
/// <param name="WithinDays">How long it has for that, 1 to 30: GDPR 12(3).</param>
public sealed record DeletionPolicy(bool Acknowledge = false, int WithinDays = DeletionPolicy.UsualDays)
{
    public const int UsualDays = 7;

    public const int MostDays = 30;

    public static DeletionPolicy None { get; } = new();
}
