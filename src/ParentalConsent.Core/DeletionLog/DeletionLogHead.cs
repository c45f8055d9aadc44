namespace ParentalConsent.Core.DeletionLog;

/// <summary>The last entry's place in its chain, and its hash.</summary>
public sealed record DeletionLogHead(long Sequence, string Hash);
