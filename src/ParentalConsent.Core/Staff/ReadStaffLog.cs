namespace ParentalConsent.Core.Staff;

/// <param name="From">At or after.</param>
/// <param name="To">Before.</param>
/// <param name="Who">Exactly this name.</param>
/// <param name="What">A word of <see cref="StaffActions"/>.</param>
/// <param name="After">Only entries that follow this one, which are older: the cursor of the page before.</param>
public sealed record StaffLogQuery(
    DateTimeOffset? From = null, DateTimeOffset? To = null, string? Who = null, string? What = null, StaffLogCursor? After = null)
{
    /// <summary>Without the name, so that no log or trace can have it.</summary>
    public override string ToString() => nameof(StaffLogQuery);
}

/// <param name="Entries">Newest first.</param>
/// <param name="Next">Cursor of the page that follows; null on the last.</param>
public sealed record StaffLogPage(IReadOnlyList<StaffLogEntry> Entries, StaffLogCursor? Next);

/// <summary>The staff log for people and exports, newest first.</summary>
public sealed class ReadStaffLog(IStaffLog log)
{
    private const int StreamPageSize = 1000;

    /// <param name="size">1 to 500.</param>
    public async Task<StaffLogPage> ExecuteAsync(StaffLogQuery query, int size, CancellationToken cancellationToken)
    {
        var entries = new List<StaffLogEntry>(size);
        await foreach (var entry in log.ReadAsync(query, size + 1, cancellationToken))
        {
            if (entries.Count == size)
            {
                return new StaffLogPage(entries, StaffLogCursor.Of(entries[^1]));
            }

            entries.Add(entry);
        }

        return new StaffLogPage(entries, null);
    }

    /// <summary>All entries that fit, newest first.</summary>
    public IAsyncEnumerable<StaffLogEntry> StreamAsync(StaffLogQuery query, CancellationToken cancellationToken) =>
        log.ReadAsync(query, StreamPageSize, cancellationToken);
}
