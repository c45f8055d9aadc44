using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Core.Staff;
using ParentalConsent.Functions.Access;

namespace ParentalConsent.Functions.Console;

/// <summary>
/// Sessions of staff who signed in by a shared key: a cookie with its end, role, name and an HMAC-SHA-256, nothing stored.
/// The HMAC's key comes from the shared key, so that a session ends, within a minute, when that key is taken out of force.
/// </summary>
public sealed class ConsoleSessions(ISecretSource secrets, ServiceAddress address, TimeProvider clock)
{
    public const string CookieName = "console-session";

    private const int RolePlace = 8 + 16;
    private const int NamePlace = RolePlace + 1;
    private const int MaximumNameBytes = 4 * StaffName.MaximumLength;
    private const int MacLength = 32;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);
    private static readonly TimeSpan KeysLifetime = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<StaffRole, KnownKeys> known = new();

    /// <param name="key">The key that was presented, and found to be in force for this role.</param>
    /// <param name="name">As <see cref="StaffName"/> lets through.</param>
    public IHttpCookie Start(string key, StaffRole role, string name)
    {
        var token = new byte[NamePlace + Encoding.UTF8.GetByteCount(name) + MacLength];
        BinaryPrimitives.WriteInt64BigEndian(token, (clock.GetUtcNow() + Lifetime).ToUnixTimeSeconds());
        RandomNumberGenerator.Fill(token.AsSpan(8, 16));
        token[RolePlace] = (byte)role;
        Encoding.UTF8.GetBytes(name, token.AsSpan(NamePlace));
        Mac(Derive(key, role), token).CopyTo(token, token.Length - MacLength);
        known.TryRemove(role, out _);
        return Cookie(Base64Url.EncodeToString(token), Lifetime);
    }

    /// <summary>Makes the browser forget its session.</summary>
    public IHttpCookie End() => Cookie("", TimeSpan.Zero);

    /// <returns>Null where there is no session, or one that is over.</returns>
    public async Task<StaffMember?> FindAsync(HttpRequestData request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var tokens = request.Cookies.Where(cookie => cookie.Name == CookieName).Select(cookie => cookie.Value).ToArray();
        return tokens is [var text]
            && Read(text) is { } token
            && (StaffRole)token[RolePlace] is var role and (StaffRole.Auditor or StaffRole.Operator)
            && BinaryPrimitives.ReadInt64BigEndian(token) > clock.GetUtcNow().ToUnixTimeSeconds()
            && (await KeysAsync(role, cancellationToken)).Any(key =>
                CryptographicOperations.FixedTimeEquals(Mac(key, token), token.AsSpan(token.Length - MacLength)))
                ? new StaffMember(Encoding.UTF8.GetString(token.AsSpan(NamePlace..^MacLength)), role, StaffSignIn.Key)
                : null;
    }

    private static byte[]? Read(string text) =>
        text.Length <= Base64Url.GetEncodedLength(NamePlace + MaximumNameBytes + MacLength)
        && Base64Url.IsValid(text, out var length)
        && length > NamePlace + MacLength
            ? Base64Url.DecodeFromChars(text)
            : null;

    private static byte[] Mac(byte[] key, byte[] token) => HMACSHA256.HashData(key, token.AsSpan(..^MacLength));

    /// <remarks>The role is part of it: should two roles share a key, a session of one is still none of the other.</remarks>
    private static byte[] Derive(string key, StaffRole role) => HKDF.DeriveKey(
        HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(key), MacLength, info: Encoding.ASCII.GetBytes($"console-session/{role}"));

    private async Task<IReadOnlyList<byte[]>> KeysAsync(StaffRole role, CancellationToken cancellationToken)
    {
        // A sign-in forgets what is known at any time, so this goes by what it read itself.
        var now = clock.GetUtcNow();
        var before = known.GetValueOrDefault(role);
        if (before is not null && now - before.ReadAt < KeysLifetime)
        {
            return before.Keys;
        }

        KnownKeys read;
        try
        {
            var values = await secrets.ReadAsync(StaffKeys.SecretOf(role), cancellationToken);
            read = new KnownKeys([.. values.Where(value => value.Length > 0).Select(value => Derive(value, role))], now);
        }
        catch (Exception) when (before is not null && !cancellationToken.IsCancellationRequested)
        {
            // The source is down: what is known serves for another minute.
            read = before with { ReadAt = now };
        }

        known[role] = read;
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
