namespace ParentalConsent.Core.DeletionLog;

/// <summary>The last entry's place in its chain, and its hash.</summary>
public sealed record DeletionLogHead(long Sequence, string Hash)
{
    /// <summary>Where a chain begins.</summary>
    public static DeletionLogHead None { get; } = new(0, DeletionChain.Start);
}
