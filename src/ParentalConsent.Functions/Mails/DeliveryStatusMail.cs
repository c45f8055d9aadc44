using System.Net.Mime;
using System.Text;
using ParentalConsent.Core.Mails;
using ParentalConsent.Functions.Registrations;

namespace ParentalConsent.Functions.Mails;

/// <summary>
/// A delivery status notification (RFC 3464, RFC 6533) as it came by mail. Of each recipient who it is, the action and the status are
/// read, and of the mail that was returned its Message-ID; nothing else is.
/// </summary>
internal static class DeliveryStatusMail
{
    private const int MostRecipients = 20;

    private static readonly string[] Reports = ["multipart/report"];
    private static readonly string[] Statuses = ["message/delivery-status", "message/global-delivery-status"];
    private static readonly string[] Returned = ["message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"];

    /// <returns>A report for each recipient; null where the mail is no such notification.</returns>
    public static IReadOnlyList<DeliveryReport>? Read(ReadOnlySpan<byte> mail)
    {
        var whole = MimePart.Read(Encoding.UTF8.GetString(mail).ReplaceLineEndings("\n"));
        if (!IsOneOf(whole.Type, Reports)
            || whole.Type?.Boundary is not { Length: > 0 } boundary
            || whole.Parts(boundary) is not { } parts
            || parts.FirstOrDefault(part => IsOneOf(part.Type, Statuses)) is not { } status)
        {
            return null;
        }

        var messageId = parts.Where(part => IsOneOf(part.Type, Returned))
            .Select(part => MimePart.Read(part.Text).Field("Message-ID"))
            .FirstOrDefault() ?? "";

        // The first group of fields is about the whole notification (RFC 3464, 2.1).
        var recipients = status.Text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Skip(1).Take(MostRecipients).Select(group => MimePart.Read(group + "\n\n"));
        return [.. recipients.Select(recipient => new DeliveryReport(messageId, Addresses(recipient), HardBounce(recipient)))];
    }

    private static bool IsOneOf(ContentType? type, string[] types) => type is not null && types.Contains(type.MediaType, StringComparer.OrdinalIgnoreCase);

    /// <summary>Both, since a mailbox can have another name inside its system: <c>Final-Recipient: rfc822; name@example.org</c>.</summary>
    private static List<string> Addresses(MimePart recipient) =>
    [
        .. ((string[])["Final-Recipient", "Original-Recipient"])
            .Select(name => recipient.Field(name)?.Split(';', 2) is [_, var address]
                ? EmailAddress.Normalize(address.Trim().Trim('<', '>'))
                : null)
            .OfType<string>(),
    ];

    private static string? HardBounce(MimePart recipient) =>
        string.Equals(recipient.Field("Action")?.Trim(), "failed", StringComparison.OrdinalIgnoreCase)
        && EnhancedStatus.In(recipient.Field("Status") ?? "") is { Class: 5, IsAboutRecipient: not false } status
            ? status.ToString()
            : null;
}
