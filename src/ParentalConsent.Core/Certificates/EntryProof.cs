namespace ParentalConsent.Core.Certificates;

/// <summary>The way from an entry of the log to what was signed.</summary>
public abstract record EntryProof
{
    private EntryProof()
    {
    }

    /// <param name="Following">The hashes of the contents of the entries after it, up to the checkpoint's head.</param>
    /// <param name="Checkpoint">The first at or after the entry, as it was signed.</param>
    public sealed record Proven(IReadOnlyList<string> Following, string Checkpoint) : EntryProof;

    public sealed record NotSigned : EntryProof;

    public sealed record TooFar : EntryProof;

    /// <summary>Somebody altered the log there.</summary>
    public sealed record Broken : EntryProof;
}
