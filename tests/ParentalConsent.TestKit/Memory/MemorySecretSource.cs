using System.Security.Cryptography;
using ParentalConsent.Core.Secrets;

namespace ParentalConsent.TestKit.Memory;

/// <summary>Starts with one version of each of the service's keys; a test sets, adds and retires others.</summary>
public sealed class MemorySecretSource : ISecretSource
{
    private readonly Dictionary<string, IReadOnlyList<string>> secrets = new()
    {
        [SecretNames.LinkSigningKey] = [NewKey()],
        [SecretNames.DataEncryptionKey] = [NewKey()],
        [SecretNames.PseudonymKey] = [NewKey()],
        [SecretNames.ConsoleKey] = [NewKey()],
        [SecretNames.LogSigningKey] = [NewSigningKey()],
        [SecretNames.AuditorKey] = [NewKey()],
    };

    public MemorySecretSource(MemoryCalls? calls = null) => Calls = calls ?? new MemoryCalls();

    public MemoryCalls Calls { get; }

    /// <summary>The versions of a secret; counts as no call.</summary>
    public IReadOnlyList<string> this[string name]
    {
        get
        {
            lock (this)
            {
                return secrets.GetValueOrDefault(name, []);
            }
        }
    }

    /// <summary>A key as the service wants it: Base64 of 32 random bytes.</summary>
    public static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>A key to sign with as the service wants it: Base64 of the PKCS#8 form of a P-256 key.</summary>
    public static string NewSigningKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Convert.ToBase64String(key.ExportPkcs8PrivateKey());
    }

    /// <param name="newestFirst">None: the secret is gone.</param>
    public void Set(string name, params string[] newestFirst)
    {
        lock (this)
        {
            secrets[name] = newestFirst;
        }
    }

    /// <summary>Adds a newer version to those in force.</summary>
    public void Rotate(string name) => Set(name, [NewKey(), .. this[name]]);

    public Task<IReadOnlyList<string>> ReadAsync(string name, CancellationToken cancellationToken) =>
        Calls.RunAsync(this, () => secrets.GetValueOrDefault(name, []), cancellationToken);
}
