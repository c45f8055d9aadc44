namespace ParentalConsent.Core.Deletion;

/// <summary>The last entry's place and hash.</summary>
public sealed record DeletionLogHead(long Sequence, string Hash);
