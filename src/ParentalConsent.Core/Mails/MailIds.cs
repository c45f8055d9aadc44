using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Secrets;

namespace ParentalConsent.Core.Mails;

/// <summary>
/// Left parts of Message-IDs, 60 characters (Base64url, RFC 4648 section 5): kind, registration, link mark and which mail it is, with an
/// HMAC-SHA-256 cut to 12 bytes. They lead a delivery report back to its registration without a table, say nothing of a person, and
/// nobody else can make one. The same mail has the same one at every try.
/// </summary>
public sealed class MailIds(SecretKeys keys)
{
    private const byte Format = 1;
    private const int PayloadLength = 33;
    private const int MacLength = 12;

    private static readonly byte[] Purpose = "mail\n"u8.ToArray();

    /// <param name="registration">As it is for whom the mail goes to.</param>
    public async Task<Mail> NameAsync(Mail mail, Registration registration, MailKind kind, CancellationToken cancellationToken)
    {
        var id = new byte[PayloadLength + MacLength];
        id[0] = (byte)(Format << 4 | (int)kind);
        Convert.FromHexString(registration.Id).CopyTo(id, 1);
        Convert.FromHexString(registration.LinkMark).CopyTo(id, 17);
        SHA256.HashData(Encoding.UTF8.GetBytes(mail.MessageId)).AsSpan(0, 8).CopyTo(id.AsSpan(25));
        (await MacAsync(id.AsMemory(0, PayloadLength), cancellationToken)).CopyTo(id, PayloadLength);
        return mail with { MessageId = Base64Url.EncodeToString(id) };
    }

    /// <param name="messageId">With or without angle brackets, and with its domain, whichever that is.</param>
    /// <returns>Null for what we did not write.</returns>
    public async Task<MailId?> ReadAsync(string messageId, CancellationToken cancellationToken)
    {
        var text = messageId.Trim().TrimStart('<').Split('@')[0];
        if (text.Length != Base64Url.GetEncodedLength(PayloadLength + MacLength) || !Base64Url.IsValid(text))
        {
            return null;
        }

        var id = Base64Url.DecodeFromChars(text);
        var kind = (MailKind)(id[0] & 0xF);
        return id[0] >> 4 == Format
            && Enum.IsDefined(kind)
            && CryptographicOperations.FixedTimeEquals(
                await MacAsync(id.AsMemory(0, PayloadLength), cancellationToken), id.AsSpan(PayloadLength))
            ? new MailId(Convert.ToHexStringLower(id.AsSpan(1, 16)), Convert.ToHexStringLower(id.AsSpan(17, 8)), kind)
            : null;
    }

    /// <remarks>By the version that makes registration ids, so that no rotation gives a mail another name between two tries.</remarks>
    private async Task<byte[]> MacAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var ring = await keys.GetAsync(SecretNames.PseudonymKey, cancellationToken);
        return HMACSHA256.HashData(ring.Oldest.Bytes, (byte[])[.. Purpose, .. payload.Span])[..MacLength];
    }
}
