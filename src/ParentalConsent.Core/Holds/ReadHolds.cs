namespace ParentalConsent.Core.Holds;

/// <summary>Holds for people: active ones first, each lot the newest first.</summary>
public sealed class ReadHolds(IHolds holds)
{
    public async Task<IReadOnlyList<Hold>> ExecuteAsync(CancellationToken cancellationToken) =>
    [
        .. (await holds.ReadAsync(cancellationToken)).Select(stored => stored.Hold)
            .OrderBy(hold => hold.State is not HoldState.Active)
            .ThenByDescending(hold => hold.SetAt)
            .ThenBy(hold => hold.Id, StringComparer.Ordinal),
    ];

    /// <summary>Of one deletion, in the same order.</summary>
    public async Task<IReadOnlyList<Hold>> ExecuteAsync(string deletionId, CancellationToken cancellationToken) =>
        [.. (await ExecuteAsync(cancellationToken)).Where(hold => hold.DeletionId == deletionId)];
}
