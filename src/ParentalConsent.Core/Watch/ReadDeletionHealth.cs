using ParentalConsent.Core.Deletion;

namespace ParentalConsent.Core.Watch;

/// <param name="Functions">Those that nobody calls.</param>
public sealed record WatchReport(DeletionHealth Deletion, IReadOnlyList<FunctionStatus> Functions);

/// <summary>Looks whether the deleting works, without asking what deletes. Two calls.</summary>
public sealed class ReadDeletionHealth(
    IWatchStore watch, IDeadlineIndex deadlines, WatchedFunctions functions, StorageTime time, TimeProvider clock)
{
    private readonly DateTimeOffset startedAt = clock.GetUtcNow();

    public async Task<WatchReport> ExecuteAsync(CancellationToken cancellationToken)
    {
        // First, so that the answer tells what time it is for the storage service.
        var rows = await watch.ReadAsync(cancellationToken);
        var now = time.Now;
        var oldest = await deadlines.FindOldestDueAsync(now, cancellationToken);
        return new WatchReport(
            DeletionHealth.Of(rows, oldest, functions.Sweep, startedAt, now), rows.StatusOf(functions, startedAt, now));
    }
}
