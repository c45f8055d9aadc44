using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using ParentalConsent.Core.Secrets;

namespace ParentalConsent.Functions.Access;

/// <summary>
/// Finds which secret a caller's key is, in fixed time. Secrets are read again every ten minutes, and, when a key is not
/// known, at most every thirty seconds: a new key works soon, and wrong ones cost nothing.
/// </summary>
public sealed partial class PresentedKeys(ISecretSource source, TimeProvider clock, ILogger<PresentedKeys> logger) : IDisposable
{
    private const int MinimumLength = 32;
    private const int MaximumLength = 512;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ReloadInterval = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, (IReadOnlyList<byte[]> Hashes, DateTimeOffset ReadAt)> known = new();
    private readonly SemaphoreSlim reading = new(1, 1);

    /// <param name="names">The secrets it may be.</param>
    /// <returns>Null where it is none of them, or where several share that key.</returns>
    public async Task<string?> FindAsync(IEnumerable<string> names, string? key, CancellationToken cancellationToken)
    {
        if (key is not { Length: >= MinimumLength and <= MaximumLength })
        {
            return null;
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        return await FindAsync(names, hash, Lifetime, cancellationToken)
            ?? await FindAsync(names, hash, ReloadInterval, cancellationToken);
    }

    public void Dispose() => reading.Dispose();

    private async Task<string?> FindAsync(
        IEnumerable<string> names, byte[] hash, TimeSpan maximumAge, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        foreach (var name in names)
        {
            var matches = 0;
            foreach (var version in await HashesOfAsync(name, maximumAge, cancellationToken))
            {
                matches += CryptographicOperations.FixedTimeEquals(version, hash) ? 1 : 0;
            }

            if (matches > 0)
            {
                found.Add(name);
            }
        }

        return found is [var only] ? only : null;
    }

    private async Task<IReadOnlyList<byte[]>> HashesOfAsync(string name, TimeSpan maximumAge, CancellationToken cancellationToken)
    {
        if (IsFresh(name, maximumAge, out var hashes))
        {
            return hashes;
        }

        await reading.WaitAsync(cancellationToken);
        try
        {
            return IsFresh(name, maximumAge, out hashes) ? hashes : await ReadAsync(name, hashes, cancellationToken);
        }
        finally
        {
            reading.Release();
        }
    }

    private bool IsFresh(string name, TimeSpan maximumAge, out IReadOnlyList<byte[]> hashes)
    {
        var found = known.TryGetValue(name, out var entry);
        hashes = entry.Hashes ?? [];
        return found && clock.GetUtcNow() - entry.ReadAt < maximumAge;
    }

    private async Task<IReadOnlyList<byte[]>> ReadAsync(
        string name, IReadOnlyList<byte[]> before, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        try
        {
            var read = await source.ReadAsync(name, cancellationToken);
            var values = read.Where(value => value.Length >= MinimumLength).ToList();
            if (values.Count == 0 && (read.Count > 0 || name != SecretNames.AuditorKey))
            {
                Log.NoUsableKey(logger, name, MinimumLength);
            }

            known[name] = ([.. values.Select(value => SHA256.HashData(Encoding.UTF8.GetBytes(value)))], now);
        }
        catch (Exception) when (known.ContainsKey(name) && !cancellationToken.IsCancellationRequested)
        {
            // The source is down: what is known serves, be it that there is no key, and the source is left alone for a while.
            known[name] = (before, now);
        }

        return known[name].Hashes;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The secret {Name} has no value of at least {Length} characters: nobody can use it")]
        public static partial void NoUsableKey(ILogger logger, string name, int length);
    }
}
