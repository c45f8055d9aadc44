using ParentalConsent.Core.DeletionLog;

namespace ParentalConsent.Core.Certificates;

/// <summary>Where the log says so, and the way from there to what was signed.</summary>
/// <param name="Entry">Word for word.</param>
public sealed record CertificateLog(LogEntryLine Entry)
{
    /// <summary>The hashes of the contents of the entries that follow it, up to the head that the checkpoint names.</summary>
    public IReadOnlyList<string>? Following { get; init; }

    /// <summary>The first signed checkpoint at or after the entry, in compact form; null where there is no proof.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Why there is no proof: <see cref="NotSigned"/> or <see cref="TooFar"/>; null where there is one.</summary>
    public string? Unproven { get; init; }

    public static CertificateLog Of(DeletionLogEntry entry, EntryProof proof) => new(LogEntryJson.LineOf(entry))
    {
        Following = (proof as EntryProof.Proven)?.Following,
        Checkpoint = (proof as EntryProof.Proven)?.Checkpoint,
        Unproven = proof switch
        {
            EntryProof.NotSigned => NotSigned,
            EntryProof.TooFar => TooFar,
            _ => null,
        },
    };

    /// <summary>No checkpoint was signed since: the next sweep does.</summary>
    public const string NotSigned = "notSigned";

    /// <summary>So many entries lie in between that the proof is in the export of the log only.</summary>
    public const string TooFar = "tooFar";
}
