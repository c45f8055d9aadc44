using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ParentalConsent.Core.Deletion;

namespace ParentalConsent.Core.DeletionLog;

/// <summary>
/// A place in the log between entries: a sequence for each shard. As text they stand in order with dots between, as in
/// <c>12.0.9.31</c>; nobody but this service needs to know.
/// </summary>
public sealed class LogCursor(IEnumerable<long> sequences) : IEquatable<LogCursor>
{
    private readonly long[] sequences = [.. sequences];

    public long this[int shard] => sequences[shard];

    public static bool TryParse(string? text, [NotNullWhen(true)] out LogCursor? cursor)
    {
        var parts = text?.Split('.') ?? [];
        var numbers = new long[parts.Length];
        var wellFormed = parts.Length == Shards.Count;
        for (var shard = 0; wellFormed && shard < parts.Length; shard++)
        {
            wellFormed = long.TryParse(parts[shard], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[shard]);
        }

        cursor = wellFormed ? new LogCursor(numbers) : null;
        return wellFormed;
    }

    /// <summary>The same, but for the shard of an entry: there it is the entry's sequence, where that is farther.</summary>
    public LogCursor With(DeletionLogEntry entry) =>
        new(sequences.Select((sequence, shard) => shard == entry.Shard ? Math.Max(sequence, entry.Sequence) : sequence));

    public bool Equals(LogCursor? other) => other is not null && sequences.SequenceEqual(other.sequences);

    public override bool Equals(object? obj) => Equals(obj as LogCursor);

    public override int GetHashCode() => sequences.Aggregate(0, HashCode.Combine);

    public override string ToString() =>
        string.Join('.', sequences.Select(sequence => sequence.ToString(CultureInfo.InvariantCulture)));
}
