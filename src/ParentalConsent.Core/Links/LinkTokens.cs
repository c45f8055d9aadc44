using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Secrets;

namespace ParentalConsent.Core.Links;

/// <summary>
/// Tokens of 64 characters (Base64url, RFC 4648 section 5): kind, registration, attempt and expiry with an HMAC-SHA-256 cut to 16 bytes.
/// </summary>
public sealed class LinkTokens(SecretKeys keys)
{
    private const byte Format = 1;
    private const int PayloadLength = 32;
    private const int MacLength = 16;

    /// <summary>A link to withdraw lasts longer than any childhood.</summary>
    private const int ManageLinkYears = 20;

    public async Task<string> SignAsync(Link link, CancellationToken cancellationToken)
    {
        var token = new byte[PayloadLength + MacLength];
        token[0] = (byte)(Format << 4 | (int)link.Kind);
        Convert.FromHexString(link.RegistrationId).CopyTo(token, 1);
        Convert.FromHexString(link.Attempt).CopyTo(token, 17);
        WriteSeconds(token.AsSpan(25, 7), (link.Expires.ToUnixTimeMilliseconds() + 999) / 1000);
        var ring = await keys.GetAsync(SecretNames.LinkSigningKey, cancellationToken);
        Mac(ring.Newest, token.AsSpan(0, PayloadLength)).CopyTo(token, PayloadLength);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>For a guardian who granted: to see what they allowed, and withdraw it.</summary>
    public Task<string> SignManageAsync(Registration registration, DateTimeOffset now, CancellationToken cancellationToken) =>
        SignAsync(
            new Link(LinkKind.Manage, registration.Id, registration.LinkMark, now.AddYears(ManageLinkYears)), cancellationToken);

    /// <summary>For a guardian to decide, until the deadline.</summary>
    public Task<string> SignDecideAsync(Registration registration, CancellationToken cancellationToken) =>
        SignAsync(new Link(LinkKind.Decide, registration.Id, registration.LinkMark, registration.Deadline), cancellationToken);

    /// <summary>For a second guardian, as long as there is something to decide or to withdraw.</summary>
    public Task<string> SignSecondAsync(Registration registration, DateTimeOffset now, CancellationToken cancellationToken) =>
        SignAsync(
            new Link(LinkKind.SecondGuardian, registration.Id, registration.Second!.Mark, now.AddYears(ManageLinkYears)),
            cancellationToken);

    /// <summary>For a guardian to answer a question about further purposes, until it lapses.</summary>
    /// <param name="asked">The question as it is for whom the link is.</param>
    public Task<string> SignQuestionAsync(Registration asked, bool second, CancellationToken cancellationToken) =>
        SignAsync(
            new Link(second ? LinkKind.SecondQuestion : LinkKind.Question, asked.Id, asked.LinkMark, asked.Deadline), cancellationToken);

    /// <summary>For whoever said "not my child": to take it back.</summary>
    public Task<string> SignLiftAsync(string guardianHash, string clientId, DateTimeOffset now, CancellationToken cancellationToken) =>
        SignAsync(new Link(LinkKind.Lift, guardianHash, MarkOf(clientId), now.AddYears(ManageLinkYears)), cancellationToken);

    /// <summary>A client in a link to lift: 16 hex digits.</summary>
    public static string MarkOf(string clientId) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(clientId)))[..16];

    /// <summary>The link a token stands for, expired or not; null where the token is cut, altered or signed with a key no longer in force.</summary>
    public async Task<Link?> ReadAsync(string? text, CancellationToken cancellationToken)
    {
        // Mail programs and people add spaces and line breaks when they copy.
        var compact = string.Concat((text ?? "").Where(character => !char.IsWhiteSpace(character)));
        if (compact.Length != Base64Url.GetEncodedLength(PayloadLength + MacLength) || !Base64Url.IsValid(compact))
        {
            return null;
        }

        var token = Base64Url.DecodeFromChars(compact);
        var ring = await keys.GetAsync(SecretNames.LinkSigningKey, cancellationToken);
        var signed = ring.Versions.Any(version =>
            CryptographicOperations.FixedTimeEquals(Mac(version, token.AsSpan(0, PayloadLength)), token.AsSpan(PayloadLength)));
        return signed && token[0] >> 4 == Format ? Parse(token) : null;
    }

    private static Link Parse(ReadOnlySpan<byte> token) => new(
        (LinkKind)(token[0] & 0xF),
        Convert.ToHexStringLower(token[1..17]),
        Convert.ToHexStringLower(token[17..25]),
        DateTimeOffset.FromUnixTimeSeconds(ReadSeconds(token[25..32])));

    private static byte[] Mac(KeyVersion version, ReadOnlySpan<byte> payload) =>
        HMACSHA256.HashData(version.Bytes, payload)[..MacLength];

    private static void WriteSeconds(Span<byte> target, long seconds)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, seconds);
        bytes[1..].CopyTo(target);
    }

    private static long ReadSeconds(ReadOnlySpan<byte> source)
    {
        Span<byte> bytes = stackalloc byte[8];
        bytes.Clear();
        source.CopyTo(bytes[1..]);
        return BinaryPrimitives.ReadInt64BigEndian(bytes);
    }
}
