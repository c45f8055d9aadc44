using System.Runtime.CompilerServices;
using ParentalConsent.Core.Discoveries;

namespace ParentalConsent.TestKit.Memory;

public sealed class MemoryDiscoveryStore(TimeProvider clock, MemoryCalls? calls = null) : IDiscoveryStore
{
    private readonly Dictionary<string, Kept> discoveries = [];
    private readonly List<DueDiscovery> falling = [];
    private long version;

    public MemoryCalls Calls { get; } = calls ?? new MemoryCalls();

    /// <summary>False drops what lines say as they come, for a test that only counts them.</summary>
    public bool KeepsLines { get; set; } = true;

    /// <summary>How many lines are still kept; counts as no call.</summary>
    public int LinesKept
    {
        get
        {
            lock (this)
            {
                return discoveries.Values.Where(kept => !kept.Discovery.Lapsed).Sum(kept => kept.Parts.Values.Sum(part => part.Lines?.Count ?? 0));
            }
        }
    }

    /// <summary>What is still to fall due; counts as no call.</summary>
    public IReadOnlyList<DueDiscovery> Due
    {
        get
        {
            lock (this)
            {
                return [.. falling];
            }
        }
    }

    public Task<StoredDiscovery?> TryOpenAsync(Discovery discovery, CancellationToken cancellationToken) => Calls.RunAsync<StoredDiscovery?>(
        this,
        () =>
        {
            var now = clock.GetUtcNow();
            if (discoveries.Values.Count(kept => kept.HasPlace && kept.Discovery.ClientId == discovery.ClientId && kept.Discovery.Deadline > now) == Discovery.MostOpen)
            {
                return null;
            }

            falling.AddRange(DueDiscovery.Of(discovery));
            discoveries.Add(discovery.Id, new Kept(discovery, ++version));
            return Stored(discovery.Id);
        },
        cancellationToken);

    public Task<StoredDiscovery?> FindAsync(string discoveryId, CancellationToken cancellationToken) =>
        Calls.RunAsync<StoredDiscovery?>(this, () => Stored(discoveryId), cancellationToken);

    public Task<StoredDiscovery?> TryAppendAsync(
        StoredDiscovery current, IReadOnlyList<ReadOnlyMemory<byte>> lines, CancellationToken cancellationToken) => Calls.RunAsync<StoredDiscovery?>(
        this,
        () =>
        {
            var from = current.Discovery.NextLine;
            var saved = Save(current, current.Discovery with { NextLine = from + lines.Count });
            if (saved is not null)
            {
                discoveries[saved.Discovery.Id].Parts.Add(from, new KeptPart(
                    new DiscoveryPart(saved.Discovery.Id, from, lines.Count, 0, new Dictionary<DiscoveryOutcome, int>()), KeepsLines ? [.. lines] : null, ++version));
            }

            return saved;
        },
        cancellationToken);

    public Task<StoredDiscovery?> TrySaveAsync(StoredDiscovery current, Discovery changed, CancellationToken cancellationToken) =>
        Calls.RunAsync<StoredDiscovery?>(this, () => Save(current, changed), cancellationToken);

    public Task GiveBackPlaceAsync(StoredDiscovery ended, CancellationToken cancellationToken) => Calls.RunAsync(
        this, () => discoveries.TryGetValue(ended.Discovery.Id, out var kept) && (kept.HasPlace = false), cancellationToken);

    public Task<OpenedPart?> FindPartAsync(string discoveryId, long firstLine, CancellationToken cancellationToken) => Calls.RunAsync(
        this,
        () => discoveries.TryGetValue(discoveryId, out var kept) && kept.Parts.TryGetValue(firstLine, out var part)
            ? new OpenedPart(kept.Discovery, new Part(part.Part, part.Version), kept.Discovery.Lapsed ? null : part.Lines)
            : null,
        cancellationToken);

    public Task<StoredDiscoveryPart?> TryClaimAsync(StoredDiscoveryPart current, DateTimeOffset? until, CancellationToken cancellationToken) =>
        Calls.RunAsync<StoredDiscoveryPart?>(this, () => Save(current, part => part with { BusyUntil = until }, []), cancellationToken);

    public Task<StoredDiscoveryPart?> TrySaveAsync(
        StoredDiscoveryPart current, IReadOnlyList<DiscoveryResult> results, CancellationToken cancellationToken) =>
        Calls.RunAsync<StoredDiscoveryPart?>(this, () => Save(current, part => part.With(results), results), cancellationToken);

    public async IAsyncEnumerable<DiscoveryPart> ReadPartsAsync(string discoveryId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var parts = await Calls.RunAsync(
            this, () => discoveries.TryGetValue(discoveryId, out var kept) ? kept.Parts.Values.Select(part => part.Part).ToList() : [], cancellationToken);
        foreach (var part in parts)
        {
            yield return part;
        }
    }

    public Task<IReadOnlyList<StoredDiscoveryPart>> ReadUndoneAsync(string discoveryId, int max, CancellationToken cancellationToken) =>
        Calls.RunAsync<IReadOnlyList<StoredDiscoveryPart>>(
            this,
            () => discoveries.TryGetValue(discoveryId, out var kept)
                ? [.. kept.Parts.Values.Where(part => !part.Part.IsDone).Take(max).Select(part => new Part(part.Part, part.Version))]
                : [],
            cancellationToken);

    public async IAsyncEnumerable<DiscoveryResult> ReadResultsAsync(
        string discoveryId, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var results = await Calls.RunAsync(
            this, () => discoveries.TryGetValue(discoveryId, out var kept) ? kept.Results.Values.Where(result => result.Line > after).ToList() : [], cancellationToken);
        foreach (var result in results.TakeWhile((result, index) => result.Line == after + 1 + index))
        {
            yield return result;
        }
    }

    public Task<IReadOnlyList<string>> ReadNewestAsync(string clientId, int max, CancellationToken cancellationToken) =>
        Calls.RunAsync<IReadOnlyList<string>>(
            this,
            () => [.. discoveries.Values.Select(kept => kept.Discovery)
                .Where(discovery => discovery.ClientId == clientId)
                .OrderByDescending(discovery => discovery.CreatedAt)
                .ThenBy(discovery => discovery.Id, StringComparer.Ordinal)
                .Take(max)
                .Select(discovery => discovery.Id)],
            cancellationToken);

    public Task<IReadOnlyList<DueDiscovery>> ReadDueAsync(DateTimeOffset now, int max, CancellationToken cancellationToken) =>
        Calls.RunAsync<IReadOnlyList<DueDiscovery>>(
            this, () => [.. falling.Where(entry => entry.At <= now).OrderBy(entry => entry.At).Take(max)], cancellationToken);

    public Task SettleAsync(DueDiscovery due, CancellationToken cancellationToken) =>
        Calls.RunAsync(this, () => falling.Remove(due), cancellationToken);

    public Task<bool> ForgetAsync(DueDiscovery due, CancellationToken cancellationToken) => Calls.RunAsync(
        this,
        () =>
        {
            discoveries.Remove(due.DiscoveryId);
            return true;
        },
        cancellationToken);

    private Found? Stored(string discoveryId) =>
        discoveries.TryGetValue(discoveryId, out var kept) ? new Found(kept.Discovery, kept.Version) : null;

    private Part? Save(StoredDiscoveryPart current, Func<DiscoveryPart, DiscoveryPart> change, IReadOnlyList<DiscoveryResult> results)
    {
        var read = (Part)current;
        if (!discoveries.TryGetValue(read.Part.DiscoveryId, out var kept) || kept.Parts[read.Part.FirstLine] is not { } part || part.Version != read.Version)
        {
            return null;
        }

        var changed = change(part.Part);
        kept.Parts[changed.FirstLine] = new KeptPart(changed, changed.IsDone ? null : part.Lines, ++version);
        foreach (var result in results)
        {
            kept.Results[result.Line] = result;
        }

        return new Part(changed, version);
    }

    private Found? Save(StoredDiscovery current, Discovery changed)
    {
        if (!discoveries.TryGetValue(changed.Id, out var kept) || kept.Version != ((Found)current).Version)
        {
            return null;
        }

        (kept.Discovery, kept.Version) = (changed, ++version);
        return Stored(changed.Id);
    }

    private sealed class Found(Discovery discovery, long version) : StoredDiscovery(discovery)
    {
        public long Version { get; } = version;
    }

    private sealed class Part(DiscoveryPart part, long version) : StoredDiscoveryPart(part)
    {
        public long Version { get; } = version;
    }

    private sealed record KeptPart(DiscoveryPart Part, IReadOnlyList<ReadOnlyMemory<byte>>? Lines, long Version);

    private sealed class Kept(Discovery discovery, long version)
    {
        public Discovery Discovery { get; set; } = discovery;

        public long Version { get; set; } = version;

        public bool HasPlace { get; set; } = true;

        public SortedDictionary<long, KeptPart> Parts { get; } = [];

        public SortedDictionary<long, DiscoveryResult> Results { get; } = [];
    }
}
