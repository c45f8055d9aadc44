namespace ParentalConsent.Core.DeletionLog;

/// <summary>What the log needs with every sweep: a checkpoint, and an end to keeping it.</summary>
public sealed class TendDeletionLog(SignCheckpoint sign, PruneDeletionLog prune)
{
    /// <param name="clockIsRight">Where it is not, nothing is old enough to go.</param>
    public async Task ExecuteAsync(bool clockIsRight, CancellationToken cancellationToken)
    {
        await sign.ExecuteAsync(cancellationToken);
        if (clockIsRight)
        {
            await prune.ExecuteAsync(cancellationToken);
        }
    }
}
