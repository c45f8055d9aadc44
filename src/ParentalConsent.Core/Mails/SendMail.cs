using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Events;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Questions;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Mails;

/// <summary>Sends a mail that is owed: the notice, or the one that says what was decided.</summary>
public sealed class SendMail(
    IRegistrationStore store,
    IWorkQueues queues,
    IDeadlineIndex deadlines,
    AskParent askParent,
    AskAgain askAgain,
    TellSecondGuardian tellSecond,
    MailQuestion mailQuestion,
    SuppressMails suppressMails,
    MailDelivery delivery,
    EmitEvents emit,
    TellBounce tellBounce,
    LinkTokens tokens,
    PolicySet policies,
    TimeProvider clock)
{
    public async Task ExecuteAsync(OutgoingMailMessage message, CancellationToken cancellationToken)
    {
        if (message.Question)
        {
            await mailQuestion.ExecuteAsync(message, cancellationToken);
            return;
        }

        if (message.Second)
        {
            await tellSecond.ExecuteAsync(message, cancellationToken);
            return;
        }

        var current = await store.FindAsync(message.RegistrationId, cancellationToken);
        if (current is null || !IsCommitted(current.Registration, message))
        {
            await LookAgainAsync(current?.Registration, message, cancellationToken);
            return;
        }

        await tellBounce.ExecuteAsync(current.Registration, cancellationToken);
        if (message.Resend > 0)
        {
            await askAgain.ExecuteAsync(current, message, cancellationToken);
        }
        else if (message.Kind is MailKind.Notice)
        {
            await TellPendingAsync(current.Registration, cancellationToken);
            await askParent.ExecuteAsync(current, number: 0, turn: 0, cancellationToken);
        }
        else
        {
            await SendOutcomeAsync(current, message, cancellationToken);
        }
    }

    private static bool IsCommitted(Registration registration, OutgoingMailMessage message) => (message.Kind, registration.State) switch
    {
        (MailKind.Notice, not RegistrationState.Deleted) =>
            message.Expects == registration.LinkMark && message.Resend <= registration.Mail.Resends,
        (MailKind.Granted, RegistrationState.Granted) or
        (MailKind.Refused, RegistrationState.Refused) or
        (MailKind.Withdrawn, RegistrationState.Withdrawn) or
        (MailKind.Confirmed, RegistrationState.Granted) => message.Expects == registration.DecisionId,
        (MailKind.FormRejected, RegistrationState.AwaitingParent) =>
            registration.Verification.Step is VerificationStep.FormRejected && message.Expects == registration.Verification.Upload,
        _ => false,
    };

    /// <summary>Queued before the commit, a message can be early. Where the commit can no longer come, it ends here.</summary>
    private Task LookAgainAsync(Registration? registration, OutgoingMailMessage message, CancellationToken cancellationToken)
    {
        var canStillCome = (message.Kind, registration?.State) switch
        {
            (MailKind.Notice, null) => true,
            (MailKind.Notice, RegistrationState.AwaitingParent) when message.Correction => registration!.LinkMark != message.Expects,
            (MailKind.Notice, RegistrationState.AwaitingParent) when message.Resend > 0 => registration!.LinkMark == message.Expects,
            (MailKind.Notice, _) => registration!.LinkMark != message.Expects
                && (registration.EndsInDeletion || registration.IsExpiredAt(clock.GetUtcNow())),
            (MailKind.Granted or MailKind.Refused or MailKind.Confirmed, RegistrationState.AwaitingParent) => true,
            (MailKind.FormRejected, RegistrationState.AwaitingParent) => message.Expects == registration!.Verification.Upload,
            (MailKind.Withdrawn, RegistrationState.Granted) => true,
            _ => false,
        };
        return canStillCome && EarlyMessages.DelayAfter(message.Tries) is { } delay
            ? queues.SendAsync(message with { Tries = message.Tries + 1 }, delay, cancellationToken)
            : Task.CompletedTask;
    }

    /// <summary>Before the first try of the notice; later ones find it told.</summary>
    private Task TellPendingAsync(Registration registration, CancellationToken cancellationToken) =>
        registration.Mail is { Requests: 0, Tries: 0 } && ClientEvents.Pending(registration) is { } pending
            ? emit.ExecuteAsync([pending], cancellationToken)
            : Task.CompletedTask;

    private async Task SendOutcomeAsync(StoredRegistration current, OutgoingMailMessage message, CancellationToken cancellationToken)
    {
        var registration = current.Registration;
        var now = clock.GetUtcNow();
        if (!IsNotOutcome(message.Kind)
            && registration.Mail is { OutcomeAt: null, Tries: 0 }
            && ClientEvents.Decided(registration) is { } decided)
        {
            // Before the first try of the mail, whatever becomes of it.
            await emit.ExecuteAsync([decided], cancellationToken);
        }

        if (message.Kind is MailKind.Granted)
        {
            // A grant needs no deadline any more.
            await deadlines.RemoveAsync([registration.DeadlineEntry], cancellationToken);
        }

        if (message.Kind is MailKind.Confirmed && GrantMessages.ConfirmAt(registration, policies) is { } due && due > now)
        {
            await queues.SendAsync(message, due - now, cancellationToken);
            return;
        }

        if ((registration.Mail.OutcomeAt is null || IsNotOutcome(message.Kind))
            && await IsToldAsync(registration, message.Kind, cancellationToken))
        {
            var token = await TokenAsync(registration, now, cancellationToken);
            var (result, noted) = await delivery.TryAsync(
                current,
                message.Kind,
                0,
                token,
                progress => IsNotOutcome(message.Kind) ? progress : progress with { OutcomeAt = now },
                cancellationToken);
            if (result is MailDeliveryResult.TryAgain)
            {
                var delay = MailDelivery.DelayBefore(noted.Mail.Tries, policies.FindClient(registration));
                await queues.SendAsync(message, delay, cancellationToken);
                return;
            }
        }

        if (registration.Second is not null && !IsNotOutcome(message.Kind))
        {
            await queues.SendAsync(message with { Second = true, Tries = 0 }, TimeSpan.Zero, cancellationToken);
        }
        else if (registration.EndsInDeletion)
        {
            // It goes now that its guardian has been told. Where there is a second, it goes once that one has.
            await queues.SendAsync(new DeletionMessage([registration.DeadlineEntry.ToString()]), TimeSpan.Zero, cancellationToken);
        }
    }

    /// <summary>It follows the mail about the decision, or comes before there is one.</summary>
    internal static bool IsNotOutcome(MailKind kind) => kind is MailKind.Confirmed or MailKind.FormRejected;

    /// <summary>Who said "not my child", or got too many mails, is not told what became of it.</summary>
    private async Task<bool> IsToldAsync(Registration registration, MailKind kind, CancellationToken cancellationToken) => registration switch
    {
        { Mail.Bounced: true } => false,
        _ when IsNotOutcome(kind) => true,
        { Mail.Stopped: not null } => false,
        { Second.Decided: true } => !await suppressMails.IsSuppressedAsync(registration, cancellationToken),
        _ => true,
    };

    private async Task<string?> TokenAsync(Registration registration, DateTimeOffset now, CancellationToken cancellationToken) =>
        registration.State switch
        {
            RegistrationState.Granted => await tokens.SignManageAsync(registration, now, cancellationToken),
            RegistrationState.AwaitingParent => await tokens.SignDecideAsync(registration, cancellationToken),
            _ => null,
        };
}
