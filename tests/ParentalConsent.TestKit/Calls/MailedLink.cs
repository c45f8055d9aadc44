using System.Text.RegularExpressions;
using ParentalConsent.TestKit.Mailboxes;

namespace ParentalConsent.TestKit.Calls;

/// <summary>The link that a mail to a parent carries, <c>/consent#token</c>.</summary>
/// <param name="Page">What a server is asked for: a browser keeps the fragment to itself.</param>
public sealed partial record MailedLink(Uri Page, string Token)
{
    /// <exception cref="InvalidDataException">The mail's plain text has no such link.</exception>
    public static MailedLink In(ReceivedMail mail) => Link().Match(mail.Text) is { Success: true } match
        ? new MailedLink(new Uri(match.Groups["page"].Value), match.Groups["token"].Value)
        : throw new InvalidDataException($"No link in the mail '{mail.Subject}'.");

    public static bool IsIn(ReceivedMail mail) => Link().IsMatch(mail.Text);

    [GeneratedRegex(@"(?<page>https?://\S+?/consent)#(?<token>[^\s<>""]+)")]
    private static partial Regex Link();
}
