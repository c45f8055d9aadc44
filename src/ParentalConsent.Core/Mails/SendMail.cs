namespace ParentalConsent.Core.Mails;

/// <summary>Sends a mail that is owed.</summary>
public sealed class SendMail
{
    public Task ExecuteAsync(OutgoingMailMessage message, CancellationToken cancellationToken) => throw new NotImplementedException();
}
