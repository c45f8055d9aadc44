using ParentalConsent.Core.Cases;
using ParentalConsent.Core.DeletionLog;

namespace ParentalConsent.Core.Registrations;

/// <summary>
/// Adds a registration, over the tombstone of the same subject where there is one; not while what the tombstone stands for is still
/// being deleted in the client's own store, where nobody could tell it from what comes.
/// </summary>
public sealed class AddRegistration(IRegistrationStore store, ICases cases, IDeletionLog log)
{
    /// <param name="stays">Which tombstones stay; null for none.</param>
    /// <returns>What is there already; null where it was added.</returns>
    public async Task<Registration?> ExecuteAsync(
        RegistrationChange added, ReadOnlyMemory<byte>? data, Func<Registration, bool>? stays, CancellationToken cancellationToken)
    {
        StoredRegistration? tombstone = null;
        while (!await store.TryAddAsync(added, data, tombstone, cancellationToken))
        {
            if (await store.FindAsync(added.Registration.Id, cancellationToken) is not { } existing)
            {
                throw new InvalidOperationException("The registration could not be added, and is not there.");
            }

            if (existing.Registration.State is not RegistrationState.Deleted
                || stays?.Invoke(existing.Registration) is true
                || await IsBeingClearedAsync(existing.Registration, cancellationToken))
            {
                return existing.Registration;
            }

            // Its worker may have been cut off before it logged the deletion; without the tombstone nobody could.
            await log.AppendAsync([LogRecord.OfDeletion(existing.Registration)], cancellationToken);
            tombstone = existing;
        }

        return null;
    }

    private async Task<bool> IsBeingClearedAsync(Registration tombstone, CancellationToken cancellationToken) =>
        tombstone.DeletedInSteps && await cases.FindAsync(tombstone.DeletionId, cancellationToken) is { Case.HasOpenTarget: true };
}
