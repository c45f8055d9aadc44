using System.Security.Cryptography;

namespace ParentalConsent.Core.Discoveries;

/// <summary>Many accounts that a client looks through. Their lines come in any number of requests and are worked off part by part.</summary>
public sealed record Discovery
{
    /// <summary>Lines of one discovery.</summary>
    public const long MostLines = 1_000_000;

    /// <summary>Lines that are kept, sealed and worked off together.</summary>
    public const int PartLines = 500;

    /// <summary>Bytes of these, with one more for each line: what fits a column once sealed.</summary>
    public const int PartBytes = 60 * 1024;

    /// <summary>Bytes of one line.</summary>
    public const int LineBytes = 8 * 1024;

    /// <summary>Discoveries of one client that take lines at a time.</summary>
    public const int MostOpen = 5;

    /// <summary>Nothing of a line outlives this, worked off or not.</summary>
    public static readonly TimeSpan LinesKept = TimeSpan.FromDays(1);

    public static readonly TimeSpan ResultsKept = TimeSpan.FromDays(30);

    /// <summary>32 random hex digits.</summary>
    public required string Id { get; init; }

    public required string ClientId { get; init; }

    /// <summary>To the millisecond.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    public DiscoveryFormat Format { get; init; }

    /// <summary>The fields of CSV, in their order; empty for NDJSON.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The line that is to come next, from 1.</summary>
    public long NextLine { get; init; } = 1;

    /// <summary>No more lines are to come.</summary>
    public bool Ended { get; init; }

    /// <summary>The deadline has passed: the key of its lines is gone, and what was not worked off never will be.</summary>
    public bool Lapsed { get; init; }

    public DateTimeOffset Deadline => CreatedAt + LinesKept;

    public DateTimeOffset ForgottenAt => CreatedAt + ResultsKept;

    public bool TakesLinesAt(DateTimeOffset now) => !Ended && now < Deadline;

    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public static bool IsId(string text) => text.Length == 32 && text.All(char.IsAsciiHexDigitLower);
}
