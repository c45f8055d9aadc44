using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Consents;

/// <summary>The answer of the gate.</summary>
/// <param name="Reason">Stable word: <c>granted</c>, <c>ofAge</c> (granted while a minor, and now of age), <c>purposeNotGranted</c>, <c>consentPending</c>, or the state that ended it.</param>
/// <param name="ValidUntil">When the subject comes of age; null where that is not known or nothing is allowed.</param>
public sealed record ConsentAnswer(bool Allowed, string Reason, string RegistrationId, DateTimeOffset? ValidUntil);

/// <summary>May the client use the subject's data for a purpose? One call.</summary>
public sealed class CheckConsent(IRegistrationStore store, RegistrationIds ids, TimeProvider clock)
{
    /// <param name="purpose">Null asks for the consent as a whole.</param>
    /// <returns>Null for a subject that is not known.</returns>
    public async Task<ConsentAnswer?> ExecuteAsync(
        string clientId, string subjectId, string? purpose, CancellationToken cancellationToken)
    {
        var id = await ids.ForSubjectAsync(clientId, subjectId, cancellationToken);
        return await store.FindAsync(id, cancellationToken) is { } found
            ? Answer(found.Registration, purpose, clock.GetUtcNow())
            : null;
    }

    private static ConsentAnswer Answer(Registration registration, string? purpose, DateTimeOffset now)
    {
        var ofAgeAt = registration.Details?.OfAgeAt;
        var isOfAge = registration.IsOfAgeAt(now);
        return registration.State switch
        {
            RegistrationState.Granted or RegistrationState.OfAge when purpose is null || registration.GrantedPurposes.Contains(purpose) =>
                new ConsentAnswer(true, isOfAge ? "ofAge" : "granted", registration.Id, isOfAge ? null : ofAgeAt),
            RegistrationState.Granted or RegistrationState.OfAge => No("purposeNotGranted"),
            RegistrationState.AwaitingParent => No("consentPending"),
            RegistrationState.Deleting or RegistrationState.Deleted => No(registration switch
            {
                // To the client it is a withdrawal.
                { DeletionReason: DeletionReason.GuardianRequest, Ordered: false } => DeletionReason.Withdrawn.Word(),
                { DeletionReason: { } reason } => reason.Word(),
                _ => "deleted",
            }),
            var ended => No(ended.ToString().ToLowerInvariant()),
        };

        ConsentAnswer No(string reason) => new(false, reason, registration.Id, null);
    }
}
