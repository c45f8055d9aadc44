namespace ParentalConsent.Core.Secrets;

/// <summary>The versions of one key, newest first: the newest signs and seals, all of them verify and open.</summary>
public sealed class KeyRing
{
    private const int MinimumBytes = 32;

    private KeyRing(IReadOnlyList<KeyVersion> versions) => Versions = versions;

    public IReadOnlyList<KeyVersion> Versions { get; }

    public KeyVersion Newest => Versions[0];

    public KeyVersion Oldest => Versions[^1];

    public KeyVersion? Find(string id) => Versions.FirstOrDefault(version => version.Id == id);

    /// <param name="name">The secret's name, for the error.</param>
    /// <param name="values">Newest first.</param>
    /// <exception cref="InvalidSecretException">There is none, or one is not Base64 of at least 32 bytes.</exception>
    public static KeyRing Parse(string name, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
        {
            throw new InvalidSecretException(name, "is missing");
        }

        return new KeyRing([.. values.Select(value => new KeyVersion(Decode(name, value)))]);
    }

    private static byte[] Decode(string name, string value)
    {
        var bytes = new byte[value.Length];
        return Convert.TryFromBase64String(value.Trim(), bytes, out var length) && length >= MinimumBytes
            ? bytes[..length]
            : throw new InvalidSecretException(name, $"must be Base64 of at least {MinimumBytes} random bytes");
    }
}
