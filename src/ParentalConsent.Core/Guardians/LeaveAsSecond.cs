using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Guardians;

/// <summary>"Not my child", said by a second guardian: their address goes and is not asked about this client again; the request goes on.</summary>
public sealed class LeaveAsSecond(IRegistrationStore store, SuppressMails suppressMails, TimeProvider clock)
{
    /// <param name="current">With a second guardian.</param>
    /// <returns>False when the registration has changed since it was read; to be tried again.</returns>
    public async Task<bool> TryAsync(StoredRegistration current, CancellationToken cancellationToken)
    {
        var registration = current.Registration;
        await suppressMails.ExecuteAsync(registration.Second!.Hash, registration.ClientId, cancellationToken);
        var left = registration with
        {
            Second = null,
            Details = registration.Details is { } details ? details with { SecondGuardianEmail = null } : null,
        };
        return await store.TrySaveAsync(
            current, Registration.Record(left, "SecondGuardianLeft", Actor.Guardian, clock.GetUtcNow()), cancellationToken);
    }
}
