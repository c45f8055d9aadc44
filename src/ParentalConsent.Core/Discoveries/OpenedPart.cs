namespace ParentalConsent.Core.Discoveries;

/// <param name="Lines">As they came; null where they are gone, or their key is.</param>
public sealed record OpenedPart(Discovery Discovery, StoredDiscoveryPart Stored, IReadOnlyList<ReadOnlyMemory<byte>>? Lines)
{
    public DiscoveryPart Part => Stored.Part;

    /// <summary>Says nothing of the lines, so that no log or trace can.</summary>
    public override string ToString() => $"{nameof(OpenedPart)} {Part.DiscoveryId} {Part.FirstLine}";
}
