using System.Collections.Concurrent;
using System.Text;
using ParentalConsent.Core.Secrets;

namespace ParentalConsent.Storage.Providers;

/// <summary>Keys that we share with providers and with the receivers of webhooks, read again every ten minutes, and sooner where one does not fit.</summary>
public sealed class ProviderSecrets(ISecretSource source, TimeProvider clock)
{
    /// <summary>How a key of Standard Webhooks begins: what follows is Base64.</summary>
    private const string EncodedPrefix = "whsec_";

    /// <summary>What is shorter can be guessed from one callback that was seen.</summary>
    private const int MinLength = 16;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ReloadInterval = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, (IReadOnlyList<string> Values, DateTimeOffset ReadAt)> known = new();

    /// <summary>The versions in force, newest first.</summary>
    /// <param name="again">Whether what is known did not fit: it is then asked for anew, but not at every call.</param>
    /// <exception cref="InvalidSecretException">There is none, or one has less than 16 characters.</exception>
    public async Task<IReadOnlyList<string>> GetAsync(string name, bool again, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (known.TryGetValue(name, out var last) && now - last.ReadAt < (again ? ReloadInterval : Lifetime))
        {
            return last.Values;
        }

        var values = await source.ReadAsync(name, cancellationToken);
        if (values.Count == 0)
        {
            throw new InvalidSecretException(name, "is missing");
        }

        if (values.Any(value => value.Length < MinLength))
        {
            throw new InvalidSecretException(name, $"must have at least {MinLength} characters");
        }

        known[name] = (values, now);
        return values;
    }

    /// <summary>Whether any version in force makes a signature right.</summary>
    public async Task<bool> AnyAsync(string name, Func<byte[], bool> fits, CancellationToken cancellationToken) =>
        (await GetAsync(name, again: false, cancellationToken)).Any(value => fits(KeyOf(name, value)))
        || (await GetAsync(name, again: true, cancellationToken)).Any(value => fits(KeyOf(name, value)));

    /// <summary>The bytes of a key: those that <c>whsec_</c> encodes, or the text as it is.</summary>
    /// <exception cref="InvalidSecretException">What follows <c>whsec_</c> is not Base64 of at least 24 bytes.</exception>
    public static byte[] KeyOf(string name, string value)
    {
        if (!value.StartsWith(EncodedPrefix, StringComparison.Ordinal))
        {
            return Encoding.UTF8.GetBytes(value);
        }

        var bytes = new byte[value.Length];
        return Convert.TryFromBase64String(value[EncodedPrefix.Length..], bytes, out var length) && length >= 24
            ? bytes[..length]
            : throw new InvalidSecretException(name, "must be whsec_ and Base64 of at least 24 random bytes");
    }
}
