using ParentalConsent.Core.Signing;

namespace ParentalConsent.Core.DeletionLog;

/// <summary>A line of an exported log that is no entry: one of these is there.</summary>
internal sealed record LogFileLine
{
    public LogFileHeader? Header { get; init; }

    /// <summary>As it was signed.</summary>
    public string? Checkpoint { get; init; }

    public LogFileEnd? End { get; init; }
}

/// <summary>The first line of an answer.</summary>
/// <param name="Keys">What was in force when it was exported.</param>
/// <param name="From">The cursor that was asked with; null for the start of the log.</param>
/// <param name="Anchor">Where the log was pruned; null where it never was.</param>
internal sealed record LogFileHeader(int Format, DateTimeOffset ExportedAt, JsonWebKeySet Keys, string? From = null, string? Anchor = null);

/// <summary>The last line of an answer.</summary>
/// <param name="Heads">Where the chains stood.</param>
/// <param name="Next">The cursor of the answer that goes on; null where this was all.</param>
internal sealed record LogFileEnd(IReadOnlyList<DeletionLogHead> Heads, string? Next = null);
