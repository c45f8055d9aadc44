namespace ParentalConsent.Core.Holds;

/// <summary>What of the deletion log is kept beyond its time.</summary>
public sealed class HeldDeletions(IHolds holds)
{
    /// <summary>Ids of the deletions whose entries are held now. A hold whose end is not recorded yet still counts.</summary>
    public async Task<IReadOnlySet<string>> ReadHeldAsync(CancellationToken cancellationToken) =>
        (await holds.ReadActiveAsync(cancellationToken)).Select(stored => stored.Hold.DeletionId).ToHashSet();
}
