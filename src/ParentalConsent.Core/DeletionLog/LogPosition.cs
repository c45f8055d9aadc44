using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ParentalConsent.Core.Deletion;

namespace ParentalConsent.Core.DeletionLog;

/// <param name="Checkpoint">The number of the last checkpoint that was read; 0 for none.</param>
/// <param name="Entries">The sequence of the last entry that was read in each shard; 0 for none.</param>
public sealed record LogPosition(long Checkpoint, LogCursor Entries)
{
    public static LogPosition Start { get; } = new(0, new LogCursor(Shards.All.Select(_ => 0L)));

    public static LogPosition After(Checkpoint checkpoint) => new(checkpoint.Number, new LogCursor(checkpoint.Heads.Select(head => head.Sequence)));

    public static bool TryParse(string? text, [NotNullWhen(true)] out LogPosition? position)
    {
        var dot = text?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        position = dot > 0
            && long.TryParse(text.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var checkpoint)
            && LogCursor.TryParse(text![(dot + 1)..], out var entries)
                ? new LogPosition(checkpoint, entries)
                : null;
        return position is not null;
    }

    /// <summary>The number, a dot, and the cursor.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Checkpoint}.{Entries}");
}
