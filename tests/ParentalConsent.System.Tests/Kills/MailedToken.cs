using System.Buffers.Text;
using System.Text.RegularExpressions;
using ParentalConsent.TestKit.Smtp;

namespace ParentalConsent.SystemTests.Kills;

/// <summary>A mailed link's token, read without the key.</summary>
/// <param name="Kind"><see cref="Decide"/> or <see cref="Manage"/>.</param>
public sealed partial record MailedToken(string Text, int Kind, string RegistrationId, string Attempt)
{
    public const int Decide = 1;
    public const int Manage = 2;

    public static IEnumerable<MailedToken> In(IEnumerable<SmtpMessage> mails) => mails
        .Select(mail => Link().Match(mail.Source.Replace("=\r\n", "", StringComparison.Ordinal)))
        .Where(link => link.Success)
        .Select(link => Read(link.Groups[1].Value));

    private static MailedToken Read(string text)
    {
        var bytes = Base64Url.DecodeFromChars(text);
        return new(text, bytes[0] & 0xF, Convert.ToHexStringLower(bytes[1..17]), Convert.ToHexStringLower(bytes[17..25]));
    }

    [GeneratedRegex("consent#([A-Za-z0-9_-]{64})")]
    private static partial Regex Link();
}
