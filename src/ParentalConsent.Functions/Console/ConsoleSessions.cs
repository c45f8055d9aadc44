using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Secrets;

namespace ParentalConsent.Functions.Console;

/// <summary>
/// Sessions of administrators who signed in by the console key: a cookie with its end and an HMAC-SHA-256, nothing stored.
/// The HMAC's key comes from the console key, so that a session ends, within a minute, when that key is taken out of force.
/// </summary>
public sealed class ConsoleSessions(ISecretSource secrets, ServiceAddress address, TimeProvider clock)
{
    public const string CookieName = "console-session";

    private const int PayloadLength = 8 + 16;
    private const int MacLength = 32;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);
    private static readonly TimeSpan KeysLifetime = TimeSpan.FromMinutes(1);

    private KnownKeys? known;

    /// <param name="consoleKey">The key that was presented, and found to be in force.</param>
    public IHttpCookie Start(string consoleKey)
    {
        var token = new byte[PayloadLength + MacLength];
        BinaryPrimitives.WriteInt64BigEndian(token, (clock.GetUtcNow() + Lifetime).ToUnixTimeSeconds());
        RandomNumberGenerator.Fill(token.AsSpan(8, 16));
        Mac(Derive(consoleKey), token).CopyTo(token, PayloadLength);
        known = null;
        return Cookie(Base64Url.EncodeToString(token), Lifetime);
    }

    /// <summary>Makes the browser forget its session.</summary>
    public IHttpCookie End() => Cookie("", TimeSpan.Zero);

    public async Task<bool> IsSignedInAsync(HttpRequestData request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var tokens = request.Cookies.Where(cookie => cookie.Name == CookieName).Select(cookie => cookie.Value).ToArray();
        return tokens is [var text]
            && Read(text) is { } token
            && BinaryPrimitives.ReadInt64BigEndian(token) > clock.GetUtcNow().ToUnixTimeSeconds()
            && (await KeysAsync(cancellationToken)).Any(key =>
                CryptographicOperations.FixedTimeEquals(Mac(key, token), token.AsSpan(PayloadLength)));
    }

    private static byte[]? Read(string text) =>
        text.Length == Base64Url.GetEncodedLength(PayloadLength + MacLength) && Base64Url.IsValid(text)
            ? Base64Url.DecodeFromChars(text)
            : null;

    private static byte[] Mac(byte[] key, byte[] token) => HMACSHA256.HashData(key, token.AsSpan(0, PayloadLength));

    private static byte[] Derive(string consoleKey) => HKDF.DeriveKey(
        HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(consoleKey), MacLength, info: "console-session"u8.ToArray());

    private async Task<IReadOnlyList<byte[]>> KeysAsync(CancellationToken cancellationToken)
    {
        // A sign-in forgets what is known at any time, so this goes by what it read itself.
        var now = clock.GetUtcNow();
        var before = known;
        if (before is not null && now - before.ReadAt < KeysLifetime)
        {
            return before.Keys;
        }

        KnownKeys read;
        try
        {
            var values = await secrets.ReadAsync(SecretNames.ConsoleKey, cancellationToken);
            read = new KnownKeys([.. values.Where(value => value.Length > 0).Select(Derive)], now);
        }
        catch (Exception) when (before is not null && !cancellationToken.IsCancellationRequested)
        {
            // The source is down: what is known serves for another minute.
            read = before with { ReadAt = now };
        }

        known = read;
        return read.Keys;
    }

    private HttpCookie Cookie(string value, TimeSpan lifetime) => new(CookieName, value)
    {
        Path = "/console",
        MaxAge = lifetime.TotalSeconds,
        HttpOnly = true,
        Secure = address.BaseUrl.Scheme == Uri.UriSchemeHttps,
        SameSite = SameSite.Strict,
    };

    private sealed record KnownKeys(IReadOnlyList<byte[]> Keys, DateTimeOffset ReadAt);
}
