using System.Diagnostics.CodeAnalysis;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using ParentalConsent.Core.Mails;

namespace ParentalConsent.Storage.Mails;

/// <summary>A mail as it goes over the wire: text and HTML alternatives, marked as written by a machine (RFC 3834, 5).</summary>
internal static class SmtpMessage
{
    /// <returns>False when the recipient is not one plain address.</returns>
    public static bool TryCreate(Mail mail, MailAddress from, [NotNullWhen(true)] out MailMessage? message)
    {
        message = null;
        if (!MailAddress.TryCreate(mail.To, out var to) || to.Address != mail.To)
        {
            return false;
        }

        message = new MailMessage(new MailAddress(from.Address, OneLine(mail.FromName), Encoding.UTF8), to)
        {
            Subject = OneLine(mail.Subject),
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        message.Headers.Add("Message-ID", $"<{string.Concat(mail.MessageId.Where(IsIdCharacter))}@{from.Host}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        message.AlternateViews.Add(View(mail.Text, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(View(mail.Html, MediaTypeNames.Text.Html));
        return true;
    }

    private static AlternateView View(string content, string type)
    {
        var view = AlternateView.CreateAlternateViewFromString(content, Encoding.UTF8, type);
        view.TransferEncoding = TransferEncoding.QuotedPrintable;
        return view;
    }

    /// <summary>Without line breaks, a text cannot become a header of its own.</summary>
    private static string OneLine(string text) =>
        string.Concat(text.Select(character => char.IsControl(character) || character is '\u2028' or '\u2029' ? ' ' : character));

    private static bool IsIdCharacter(char character) => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_';
}
