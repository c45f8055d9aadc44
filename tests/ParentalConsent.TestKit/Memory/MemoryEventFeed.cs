using ParentalConsent.Core.Events;

namespace ParentalConsent.TestKit.Memory;

public sealed class MemoryEventFeed(TimeProvider clock, MemoryCalls? calls = null) : IEventFeed, IComingsOfAge
{
    private readonly Dictionary<string, Feed> feeds = [];
    private readonly HashSet<ComingOfAge> comings = [];

    public MemoryCalls Calls { get; } = calls ?? new MemoryCalls();

    /// <summary>What all clients were told and is kept, in order for each; counts as no call.</summary>
    public IReadOnlyList<ClientEvent> Events
    {
        get
        {
            lock (this)
            {
                return [.. feeds.Values.SelectMany(feed => feed.Kept.Select(kept => kept.Told.Event))];
            }
        }
    }

    /// <summary>Who is to come of age; counts as no call.</summary>
    public IReadOnlyList<ComingOfAge> Comings
    {
        get
        {
            lock (this)
            {
                return [.. comings.OrderBy(coming => coming.ToString(), StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>A client whose feed takes nothing; null where all work.</summary>
    public string? Broken { get; set; }

    /// <summary>The words of <see cref="Events"/>.</summary>
    public IEnumerable<string> Words => Events.Select(told => told.Type.Word());

    public Task AppendAsync(string clientId, IReadOnlyList<ClientEvent> events, CancellationToken cancellationToken) =>
        Calls.RunAsync(
            this,
            () => clientId == Broken ? throw new IOException("The feed takes nothing.") : Append(Of(clientId), events),
            cancellationToken);

    public Task<FeedStretch> ReadAsync(string clientId, long after, int limit, CancellationToken cancellationToken) =>
        Calls.RunAsync(
            this,
            () =>
            {
                var (feed, found) = (Of(clientId), Of(clientId).Kept.Select(kept => kept.Told).Where(told => told.Sequence > after).ToList());
                return new FeedStretch([.. found.Take(limit)], found.Count > limit ? null : feed.Head);
            },
            cancellationToken);

    public Task PruneAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        Calls.RunAsync(
            this,
            () => feeds.Values.Sum(feed =>
            {
                var old = feed.Kept.TakeWhile(kept => kept.AppendedAt < before).ToList();
                feed.Kept.RemoveRange(0, old.Count);
                feed.Marks.ExceptWith(old.SelectMany(kept => kept.Told.Event.Forgets));
                return old.Count;
            }),
            cancellationToken);

    public Task<IReadOnlyList<ComingOfAge>> ReadBegunAsync(string clientId, DateTimeOffset now, CancellationToken cancellationToken) =>
        Calls.RunAsync<IReadOnlyList<ComingOfAge>>(
            this,
            () => [.. Comings.Where(coming =>
                coming.ClientId == clientId && string.CompareOrdinal(coming.Month, ComingOfAge.MonthAfter(now)) < 0).Take(1000)],
            cancellationToken);

    Task IComingsOfAge.AddAsync(IReadOnlyList<ComingOfAge> added, CancellationToken cancellationToken) =>
        Calls.RunAsync(this, () => added.Count(comings.Add), cancellationToken, "AddComingsAsync");

    Task IComingsOfAge.RemoveAsync(IReadOnlyCollection<ComingOfAge> removed, CancellationToken cancellationToken) =>
        Calls.RunAsync(this, () => removed.Count(comings.Remove), cancellationToken, "RemoveComingsAsync");

    private Feed Of(string clientId) => feeds.TryGetValue(clientId, out var feed) ? feed : feeds[clientId] = new Feed();

    private int Append(Feed feed, IReadOnlyList<ClientEvent> events)
    {
        foreach (var happened in events.Where(happened => feed.Marks.Add(happened.Id)))
        {
            feed.Kept.Add((new FeedEvent(++feed.Head, happened with { ComesOfAgeIn = null }), clock.GetUtcNow()));
            feed.Marks.UnionWith(happened.Overtakes);
            if (happened.ComesOfAgeIn is { } month)
            {
                comings.Add(new ComingOfAge(happened.ClientId, happened.RegistrationId, happened.Attempt, month));
            }
        }

        return feed.Kept.Count;
    }

    private sealed class Feed
    {
        public long Head { get; set; }

        public List<(FeedEvent Told, DateTimeOffset AppendedAt)> Kept { get; } = [];

        public HashSet<string> Marks { get; } = [];
    }
}
