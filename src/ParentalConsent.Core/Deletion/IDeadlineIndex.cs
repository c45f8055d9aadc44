namespace ParentalConsent.Core.Deletion;

/// <summary>What falls due when. Written before the data it is about; a line without a registration is harmless.</summary>
public interface IDeadlineIndex
{
    /// <summary>Adds a line; one call. Adding it again changes nothing.</summary>
    Task AddAsync(DeadlineEntry entry, CancellationToken cancellationToken);

    /// <summary>All lines due at <paramref name="now"/>, earliest hour first, in pages of up to 1,000; reads no others.</summary>
    IAsyncEnumerable<IReadOnlyList<DeadlineEntry>> ReadDueAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Removes lines, in one call per partition and 100 of them. Lines that are gone already are not an error.</summary>
    Task RemoveAsync(IReadOnlyCollection<DeadlineEntry> entries, CancellationToken cancellationToken);

    /// <summary>The earliest due time at <paramref name="now"/>, to within its hour; null where nothing is due. One call.</summary>
    Task<DateTimeOffset?> FindOldestDueAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Counts registrations with a line, for the console: reads the keys of all of them, 1,000 a call.</summary>
    Task<DeadlineCounts> CountAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Registrations whose earliest line is ahead, by its day in UTC; reads as <see cref="CountAsync"/> does.</summary>
    Task<IReadOnlyDictionary<DateOnly, int>> CountByDayAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
