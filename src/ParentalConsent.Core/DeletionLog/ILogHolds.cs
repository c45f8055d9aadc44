namespace ParentalConsent.Core.DeletionLog;

/// <summary>What of the log must be kept beyond its time.</summary>
public interface ILogHolds
{
    /// <summary>Ids of the deletions whose entries are held now. Pruning stops before the first of them.</summary>
    Task<IReadOnlySet<string>> ReadHeldAsync(CancellationToken cancellationToken);
}
