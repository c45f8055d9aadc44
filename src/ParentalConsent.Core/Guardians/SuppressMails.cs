using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Guardians;

/// <summary>"Not my child": this address is not asked about this client again. Doing it twice changes nothing.</summary>
public sealed class SuppressMails(IGuardianStore guardians, MarkSiblings markSiblings)
{
    /// <summary>Whether a guardian said it about this client. One call, and one more for a tagged address.</summary>
    public async Task<bool> IsSuppressedAsync(Registration registration, CancellationToken cancellationToken) =>
        registration.GuardianKey is { } guardian
        && ((await guardians.FindAsync(guardian, cancellationToken))?.Guardian.Suppressed.Contains(registration.ClientId) is true
            || await guardians.SuppressesAddressAsync(registration, cancellationToken));

    /// <summary>Others of the client that wait at that mailbox are marked first: their reminders would not look for a stop.</summary>
    /// <param name="registration">About which it was said, as it is for the guardian who said it.</param>
    public async Task ExecuteAsync(Registration registration, CancellationToken cancellationToken)
    {
        var (hash, clientId) = (registration.GuardianKey!, registration.ClientId);
        while (true)
        {
            var stored = await guardians.FindAsync(hash, cancellationToken);
            if (stored?.Guardian.Suppressed.Contains(clientId) is true)
            {
                return;
            }

            var guardian = stored?.Guardian ?? new Guardian { Hash = hash };
            await markSiblings.ExecuteAsync(guardian, registration, cancellationToken);
            var suppressed = guardian.Suppress(clientId);
            if (await (stored is null
                ? guardians.TryAddAsync(suppressed, cancellationToken)
                : guardians.TrySaveAsync(stored, suppressed, cancellationToken)))
            {
                return;
            }
        }
    }
}
