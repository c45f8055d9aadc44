namespace ParentalConsent.Core.Mails;

public interface IMailer
{
    /// <summary>Hands a mail to the mail server. Never throws for what the server or the network does.</summary>
    Task<MailResult> SendAsync(Mail mail, CancellationToken cancellationToken);
}
