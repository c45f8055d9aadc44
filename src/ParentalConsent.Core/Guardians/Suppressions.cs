using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Guardians;

internal static class Suppressions
{
    /// <summary>
    /// Whether "not my child" was said before there were mailboxes, and is kept under the address itself. One call, and none where that is
    /// the mailbox.
    /// </summary>
    public static async Task<bool> SuppressesAddressAsync(
        this IGuardianStore guardians, Registration registration, CancellationToken cancellationToken) =>
        registration.GuardianHash is { } address
        && address != registration.GuardianKey
        && (await guardians.FindAsync(address, cancellationToken))?.Guardian.Suppressed.Contains(registration.ClientId) is true;
}
