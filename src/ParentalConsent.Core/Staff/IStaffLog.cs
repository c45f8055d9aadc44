namespace ParentalConsent.Core.Staff;

/// <summary>What staff looked at and did.</summary>
public interface IStaffLog
{
    /// <summary>Adds an entry, or puts it in the place of the one with its time and id. One call.</summary>
    Task PutAsync(StaffLogEntry entry, CancellationToken cancellationToken);

    /// <summary>Entries that fit, newest first, as a stream.</summary>
    /// <param name="pageSize">How many to fetch in one call, at most 1,000.</param>
    IAsyncEnumerable<StaffLogEntry> ReadAsync(StaffLogQuery query, int pageSize, CancellationToken cancellationToken);

    /// <summary>Removes entries from before <paramref name="before"/>, at most 1,000 at once.</summary>
    Task PruneAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
