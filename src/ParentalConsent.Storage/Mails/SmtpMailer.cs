using System.Net;
using System.Net.Mail;
using System.Text;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Secrets;

namespace ParentalConsent.Storage.Mails;

/// <summary>Hands mails to a mail server by SMTP; a connection each, since a client takes one mail at a time.</summary>
public sealed class SmtpMailer(SmtpOptions options, SmtpPassword password) : IMailer
{
    public async Task<MailResult> SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Timeout);
        try
        {
            if (!SmtpMessage.TryCreate(mail, options.From, out var message))
            {
                return new MailResult.Refused("address");
            }

            await SendAsync(message, limit.Token);
            return new MailResult.Sent();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new MailResult.Failed("timeout");
        }
        catch (SmtpException answer)
        {
            if (SmtpAnswers.IsAboutSigningIn(answer))
            {
                password.Forget();
            }

            return SmtpAnswers.Read(answer);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return new MailResult.Failed(fault is InvalidSecretException ? "password" : "error");
        }
    }

    private async Task SendAsync(MailMessage message, CancellationToken cancellationToken)
    {
        var client = new SmtpClient(options.Host, options.Port)
        {
            EnableSsl = options.Security is SmtpSecurity.StartTls,
            DeliveryFormat = Ascii.IsValid(message.To[0].User) ? SmtpDeliveryFormat.SevenBit : SmtpDeliveryFormat.International,
        };
        var sending = Task.CompletedTask;
        try
        {
            if (options.UserName is not null)
            {
                client.Credentials = new NetworkCredential(options.UserName, await password.GetAsync(cancellationToken));
            }

            // Asked to stop, the client still waits for a server that is silent; the wait here does not.
            sending = client.SendMailAsync(message, cancellationToken);
            await sending.WaitAsync(cancellationToken);
        }
        finally
        {
            _ = sending.ContinueWith(
                ended =>
                {
                    _ = ended.Exception;
                    client.Dispose();
                    message.Dispose();
                },
                TaskScheduler.Default);
        }
    }
}
