using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Discoveries;

namespace ParentalConsent.Core.Registrations;

/// <summary>
/// Adds a registration, over the tombstone of the same subject where there is one; not while what the tombstone stands for is still
/// being deleted in the client's own store, where nobody could tell it from what comes.
/// </summary>
public sealed class AddRegistration(IRegistrationStore store, IDeadlineIndex deadlines, ICases cases, IDeletionLog log)
{
    /// <param name="line">Where it comes from, if it is one of many: then the index line of one that is not added goes at once. Left to the sweep, those of many would look like so many that fell due.</param>
    /// <param name="stays">Which tombstones stay.</param>
    /// <returns>What is there already; null where it was added.</returns>
    public async Task<Registration?> ExecuteAsync(
        RegistrationChange added, ReadOnlyMemory<byte>? data, DiscoveredLine? line, Func<Registration, bool> stays, CancellationToken cancellationToken)
    {
        var existing = await TryAddAsync(added, data, stays, cancellationToken);
        if (line is not null && existing is not null && existing.DeadlineEntry != added.Registration.DeadlineEntry)
        {
            await deadlines.RemoveAsync([added.Registration.DeadlineEntry], cancellationToken);
        }

        return existing;
    }

    private async Task<Registration?> TryAddAsync(
        RegistrationChange added, ReadOnlyMemory<byte>? data, Func<Registration, bool> stays, CancellationToken cancellationToken)
    {
        StoredRegistration? tombstone = null;
        while (!await store.TryAddAsync(added, data, tombstone, cancellationToken))
        {
            if (await store.FindAsync(added.Registration.Id, cancellationToken) is not { } existing)
            {
                throw new InvalidOperationException("The registration could not be added, and is not there.");
            }

            if (existing.Registration.State is not RegistrationState.Deleted
                || stays(existing.Registration)
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
