namespace ParentalConsent.Core.Mails;

/// <summary>What the mail server made of a mail.</summary>
public abstract record MailResult
{
    private MailResult()
    {
    }

    public sealed record Sent : MailResult;

    /// <summary>Down, slow, busy: worth another try (SMTP 4yz, RFC 5321, 4.2.1).</summary>
    /// <param name="Error">An SMTP code or a word; never the server's text, which can name the address.</param>
    public sealed record Failed(string Error) : MailResult;

    /// <summary>Refused for good (SMTP 5yz).</summary>
    /// <param name="Error">As for <see cref="Failed"/>.</param>
    public sealed record Refused(string Error) : MailResult;
}
