using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Deletion;

/// <summary>What the log says about one deletion. No personal data: the registration id is a keyed hash.</summary>
/// <param name="CollectedAt">When the registration was made.</param>
/// <param name="Deadline">By when the data had to go.</param>
/// <param name="DecidedAt">When the guardian or the client decided; null where the deadline did.</param>
/// <param name="DeletedAt">When data, details, key and history were removed from storage.</param>
public sealed record DeletionRecord(
    string DeletionId,
    string RegistrationId,
    string ClientId,
    DeletionReason Reason,
    DateTimeOffset CollectedAt,
    DateTimeOffset Deadline,
    DateTimeOffset? DecidedAt,
    DateTimeOffset DeletedAt)
{
    /// <param name="tombstone">A deleted registration.</param>
    public static DeletionRecord Of(Registration tombstone) => new(
        tombstone.DeletionId,
        tombstone.Id,
        tombstone.ClientId,
        tombstone.DeletionReason!.Value,
        tombstone.CreatedAt,
        tombstone.Deadline,
        tombstone.DecidedAt,
        tombstone.DeletedAt!.Value);
}
