using System.Collections.Concurrent;

namespace ParentalConsent.Core.Secrets;

/// <summary>Keys, read once and again every ten minutes, so that a rotated key comes into use without a restart.</summary>
public sealed class SecretKeys(ISecretSource source, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ReloadInterval = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, (Task<KeyRing> Ring, DateTimeOffset ReadAt)> rings = new();

    /// <exception cref="InvalidSecretException">The secret is missing or malformed.</exception>
    public Task<KeyRing> GetAsync(string name, CancellationToken cancellationToken) =>
        GetAsync(name, Lifetime, cancellationToken);

    /// <summary>The version of a key that something was sealed with; looks for it again where another instance knows a newer one.</summary>
    /// <returns>Null where no version of that id is in force.</returns>
    public async Task<KeyVersion?> FindAsync(string name, string id, CancellationToken cancellationToken)
    {
        var ring = await GetAsync(name, cancellationToken);
        return ring.Find(id) ?? (await GetAsync(name, ReloadInterval, cancellationToken)).Find(id);
    }

    private async Task<KeyRing> GetAsync(string name, TimeSpan maximumAge, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (rings.TryGetValue(name, out var known) && now - known.ReadAt < maximumAge)
        {
            return await known.Ring;
        }

        try
        {
            var ring = KeyRing.Parse(name, await source.ReadAsync(name, cancellationToken));
            rings[name] = (Task.FromResult(ring), now);
            return ring;
        }
        catch (Exception) when (known.Ring is not null && !cancellationToken.IsCancellationRequested)
        {
            // The source is down: what is known serves until it answers again, and is not asked for at every call.
            rings[name] = (known.Ring, now + ReloadInterval - Lifetime);
            return await known.Ring;
        }
    }
}
