namespace ParentalConsent.Core.Events;

public abstract record ReadEventsResult
{
    private ReadEventsResult()
    {
    }

    /// <param name="Next">The cursor to go on with, also where there is nothing more yet.</param>
    public sealed record Page(IReadOnlyList<FeedEvent> Events, long Next, bool HasMore) : ReadEventsResult;

    /// <summary>What follows the cursor is not kept any more.</summary>
    /// <param name="Oldest">The cursor before the oldest event that is kept.</param>
    public sealed record CursorTooOld(long Oldest) : ReadEventsResult;

    /// <summary>The feed has not come that far: no cursor of this feed.</summary>
    public sealed record CursorUnknown : ReadEventsResult;
}

/// <summary>A client's events after its cursor, in order. One call.</summary>
public sealed class ReadEvents(IEventFeed feed)
{
    /// <param name="after">Sequence of the last event that the client has; null to begin with the oldest that is kept.</param>
    public async Task<ReadEventsResult> ExecuteAsync(string clientId, long? after, int limit, CancellationToken cancellationToken)
    {
        var (events, head) = await feed.ReadAsync(clientId, after ?? 0, limit, cancellationToken);
        return (events, after) switch
        {
            ([var first, ..], { } cursor) when first.Sequence != cursor + 1 => new ReadEventsResult.CursorTooOld(first.Sequence - 1),
            ([.., var last], _) => new ReadEventsResult.Page(events, last.Sequence, HasMore: head is null),
            ([], { } cursor) when cursor > head => new ReadEventsResult.CursorUnknown(),
            ([], { } cursor) when cursor < head => new ReadEventsResult.CursorTooOld(head.Value),
            _ => new ReadEventsResult.Page([], head ?? 0, HasMore: false),
        };
    }
}
