using Microsoft.Azure.Functions.Worker;
using ParentalConsent.Core.Mails;

namespace ParentalConsent.Functions.Work;

public sealed class SendMailFunction(SendMail sendMail)
{
    [Function("SendMail")]
    public Task RunAsync([QueueTrigger("outgoing-mail")] OutgoingMailMessage message, CancellationToken cancellationToken) =>
        sendMail.ExecuteAsync(message, cancellationToken);
}
