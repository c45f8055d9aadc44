namespace ParentalConsent.Core.Discoveries;

/// <summary>Discoveries, their lines and results; each method is one call to storage unless it says otherwise.</summary>
public interface IDiscoveryStore
{
    /// <summary>
    /// Adds a discovery, after what falls due of it: four calls. One of <see cref="Discovery.MostOpen"/> places of its client is taken
    /// until its input ends, or its deadline.
    /// </summary>
    /// <returns>Null where no place is free.</returns>
    Task<StoredDiscovery?> TryOpenAsync(Discovery discovery, CancellationToken cancellationToken);

    Task<StoredDiscovery?> FindAsync(string discoveryId, CancellationToken cancellationToken);

    /// <summary>Adds lines as one part, sealed, from <see cref="Discovery.NextLine"/> on.</summary>
    /// <param name="lines">At most <see cref="Discovery.PartLines"/>, and <see cref="Discovery.PartBytes"/>.</param>
    /// <returns>Null when the discovery has changed since it was read; nothing is written then.</returns>
    Task<StoredDiscovery?> TryAppendAsync(
        StoredDiscovery current, IReadOnlyList<ReadOnlyMemory<byte>> lines, CancellationToken cancellationToken);

    /// <summary>Saves a change; one that has lapsed loses the key of its lines.</summary>
    /// <returns>Null when the discovery has changed since it was read; nothing is written then.</returns>
    Task<StoredDiscovery?> TrySaveAsync(StoredDiscovery current, Discovery changed, CancellationToken cancellationToken);

    /// <summary>Gives the client's place back, if it is still this discovery's: two calls.</summary>
    Task GiveBackPlaceAsync(StoredDiscovery ended, CancellationToken cancellationToken);

    /// <summary>Two calls.</summary>
    Task<OpenedPart?> FindPartAsync(string discoveryId, long firstLine, CancellationToken cancellationToken);

    /// <summary>Notes until when one worker alone has a part, or that none does.</summary>
    /// <param name="until">Null to give it back.</param>
    /// <returns>Null when the part has changed since it was read; nothing is written then.</returns>
    Task<StoredDiscoveryPart?> TryClaimAsync(StoredDiscoveryPart current, DateTimeOffset? until, CancellationToken cancellationToken);

    /// <summary>Saves how far a part has come, with results, in one transaction; the lines of one that is done go with it.</summary>
    /// <param name="results">Of the lines from <see cref="DiscoveryPart.Done"/> on, at most <see cref="Discovery.PartLines"/>.</param>
    /// <returns>Null when the part has changed since it was read; nothing is written then.</returns>
    Task<StoredDiscoveryPart?> TrySaveAsync(
        StoredDiscoveryPart current, IReadOnlyList<DiscoveryResult> results, CancellationToken cancellationToken);

    /// <summary>A call for each 1,000.</summary>
    IAsyncEnumerable<DiscoveryPart> ReadPartsAsync(string discoveryId, CancellationToken cancellationToken);

    /// <summary>Parts that are not done, without their lines, the first of them.</summary>
    Task<IReadOnlyList<StoredDiscoveryPart>> ReadUndoneAsync(string discoveryId, int max, CancellationToken cancellationToken);

    /// <summary>In the order of lines, up to the first that has no result yet.</summary>
    /// <param name="after">The line to begin after; 0 for all.</param>
    IAsyncEnumerable<DiscoveryResult> ReadResultsAsync(string discoveryId, long after, CancellationToken cancellationToken);

    /// <summary>Ids of a client's discoveries, the newest first.</summary>
    Task<IReadOnlyList<string>> ReadNewestAsync(string clientId, int max, CancellationToken cancellationToken);

    /// <summary>What is due, the earliest first.</summary>
    Task<IReadOnlyList<DueDiscovery>> ReadDueAsync(DateTimeOffset now, int max, CancellationToken cancellationToken);

    /// <summary>It is done.</summary>
    Task SettleAsync(DueDiscovery due, CancellationToken cancellationToken);

    /// <summary>Removes rows of a discovery: up to 1,000, a call for each 100 and two more.</summary>
    /// <returns>Whether all are gone.</returns>
    Task<bool> ForgetAsync(DueDiscovery due, CancellationToken cancellationToken);
}
