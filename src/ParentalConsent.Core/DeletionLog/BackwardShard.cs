namespace ParentalConsent.Core.DeletionLog;

/// <summary>One shard, read from its newest entry to its oldest.</summary>
/// <param name="pruned">Entries up to here are gone.</param>
/// <param name="before">Entries with a lower sequence are read.</param>
internal sealed class BackwardShard(IDeletionLog log, int shard, long pruned, long before)
{
    private const int Stretch = 500;

    private readonly Stack<DeletionLogEntry> stretch = new(Stretch);

    /// <summary>From here down nothing was read.</summary>
    private long unread = before;

    /// <summary>All entries with a lower sequence are still to come.</summary>
    public long Before { get; private set; } = before;

    /// <summary>Null at the end, and before <see cref="FillAsync"/>.</summary>
    public DeletionLogEntry? Current => stretch.TryPeek(out var entry) ? entry : null;

    /// <summary>What cannot be read comes at once, so that it does not hold up the rest.</summary>
    public DateTimeOffset CurrentTime => Current is { Record.Kind: not LogKind.Unreadable } entry ? entry.LoggedAt : DateTimeOffset.MaxValue;

    public async Task FillAsync(CancellationToken cancellationToken)
    {
        while (stretch.Count == 0 && unread > pruned + 1)
        {
            var last = unread - 1;
            unread = Math.Max(pruned + 1, unread - Stretch);
            await foreach (var entry in log.ReadAsync(shard, unread, last, cancellationToken))
            {
                stretch.Push(entry);
            }

            Before = stretch.Count == 0 ? unread : last + 1;
        }
    }

    public DeletionLogEntry Take()
    {
        var entry = stretch.Pop();
        if (stretch.Count == 0)
        {
            Before = unread;
        }
        else if (entry.Sequence > 0)
        {
            Before = entry.Sequence;
        }

        return entry;
    }
}
