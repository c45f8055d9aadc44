using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Guardians;

/// <summary>
/// "Not my child", said by a second guardian: their address goes and is not asked about this client again; the request goes on.
/// A yes of theirs that waits for its check goes with them.
/// </summary>
public sealed class LeaveAsSecond(IRegistrationStore store, IWorkQueues queues, SuppressMails suppressMails, TimeProvider clock)
{
    /// <param name="current">With a second guardian.</param>
    /// <returns>False when the registration has changed since it was read; to be tried again.</returns>
    public async Task<bool> TryAsync(StoredRegistration current, CancellationToken cancellationToken)
    {
        var registration = current.Registration;
        await suppressMails.ExecuteAsync(registration.ForSecond().GuardianKey!, registration.ClientId, cancellationToken);
        var left = registration with
        {
            Second = null,
            Details = registration.Details is { } details ? details with { SecondGuardianEmail = null } : null,
        };
        if (registration is { Second.Decided: true, Verification.IsPending: true })
        {
            if (registration.FormLine is { } form && registration.AwaitsReview())
            {
                await queues.SendAsync(new DeletionMessage([], Form: form), TimeSpan.Zero, cancellationToken);
            }

            left = left with
            {
                Verification = new Verification(),
                Details = left.Details is { } forgotten ? forgotten with { Pending = null } : null,
            };
        }

        return await store.TrySaveAsync(
            current, Registration.Record(left, "SecondGuardianLeft", Actor.Guardian, clock.GetUtcNow()), cancellationToken);
    }
}
