using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Mails;

/// <summary>The request once more, because the client asked for it. Reminders and deadline stay as they are.</summary>
public sealed class AskAgain(
    IWorkQueues queues, AdmitAskingMail admit, RequestDelivery requests, MailDelivery delivery, PolicySet policies, TimeProvider clock)
{
    /// <param name="message">With <see cref="OutgoingMailMessage.Resend"/>, and fitting the registration.</param>
    public async Task ExecuteAsync(StoredRegistration current, OutgoingMailMessage message, CancellationToken cancellationToken)
    {
        var registration = current.Registration;
        var now = clock.GetUtcNow();
        if (policies.FindClient(registration) is not { } client
            || registration is not { State: RegistrationState.AwaitingParent, Mail: { Bounced: false, Stopped: null } }
            || registration.IsExpiredAt(now)
            || registration.Mail.Resent >= message.Resend)
        {
            return;
        }

        switch (await admit.ExecuteAsync(registration, client, -message.Resend, cancellationToken))
        {
            case Admission.Wait wait:
                await queues.SendAsync(message, wait.Until - now, cancellationToken);
                break;
            case Admission.Covered { At: var at }:
                await delivery.NoteAsync(
                    current, progress => Done(progress, message).SentWithSibling(at), "NoticeWithSibling", now, cancellationToken);
                break;
            case Admission.Stopped { Reason: StopReasons.Suppressed }:
                await delivery.NoteAsync(
                    current, progress => Done(progress, message) with { Stopped = StopReasons.Suppressed }, "MailStopped", now, cancellationToken);
                break;
            case Admission.Stopped { Reason: var reason }:
                // This mail alone finds no room: reminders go on, and the client may ask again.
                await delivery.NoteAsync(
                    current, progress => Done(progress, message) with { LastError = reason }, "ResendStopped", now, cancellationToken);
                break;
            case Admission.Admitted { Siblings: var siblings }:
                var (result, noted) = await requests.TryAsync(
                    current, MailKind.Notice, -message.Resend, siblings, progress => Done(progress, message), cancellationToken);
                if (result is MailDeliveryResult.TryAgain)
                {
                    await queues.SendAsync(message, MailDelivery.DelayBefore(noted.Mail.Tries, client), cancellationToken);
                }

                break;
        }
    }

    /// <summary>Whatever came of it, this sending is over: the client can ask for another.</summary>
    private static MailProgress Done(MailProgress progress, OutgoingMailMessage message) =>
        progress with { Resent = Math.Max(progress.Resent, message.Resend) };
}
