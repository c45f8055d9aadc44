using System.Text.RegularExpressions;
using ParentalConsent.TestKit.Smtp;

namespace ParentalConsent.SystemTests.Host;

public static partial class SentMails
{
    /// <summary>The newest link's token in the mails to an address.</summary>
    public static string TokenFor(this SmtpDouble mail, string address) =>
        Link().Match(mail.For(address)[^1].Source.Replace("=\r\n", "", StringComparison.Ordinal)).Groups[1].Value;

    public static IReadOnlyList<SmtpMessage> For(this SmtpDouble mail, string address) =>
        [.. mail.Received.Where(message => message.Recipients.Contains(address))];

    [GeneratedRegex("consent#([A-Za-z0-9_-]{64})")]
    private static partial Regex Link();
}
