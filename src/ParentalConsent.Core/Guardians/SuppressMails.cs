using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Guardians;

/// <summary>"Not my child": this address is not asked about this client again. Doing it twice changes nothing.</summary>
public sealed class SuppressMails(IGuardianStore guardians)
{
    /// <summary>Whether a guardian said it about this client. One call, and one more for a tagged address.</summary>
    public async Task<bool> IsSuppressedAsync(Registration registration, CancellationToken cancellationToken) =>
        registration.GuardianKey is { } guardian
        && ((await guardians.FindAsync(guardian, cancellationToken))?.Guardian.Suppressed.Contains(registration.ClientId) is true
            || await guardians.SuppressesAddressAsync(registration, cancellationToken));

    public async Task ExecuteAsync(string guardianHash, string clientId, CancellationToken cancellationToken)
    {
        while (true)
        {
            var stored = await guardians.FindAsync(guardianHash, cancellationToken);
            if (stored?.Guardian.Suppressed.Contains(clientId) is true)
            {
                return;
            }

            var suppressed = (stored?.Guardian ?? new Guardian { Hash = guardianHash }).Suppress(clientId);
            if (await (stored is null
                ? guardians.TryAddAsync(suppressed, cancellationToken)
                : guardians.TrySaveAsync(stored, suppressed, cancellationToken)))
            {
                return;
            }
        }
    }
}
