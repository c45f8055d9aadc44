using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Events;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Notices;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Mails;

/// <summary>The mails to a second guardian: the one that invites them, its reminders, and one about each decision, after the first guardian's.</summary>
/// <remarks>
/// All reminders are queued once the invitation was dealt with. A message that comes again after that queues them again; each
/// number is sent once.
/// </remarks>
public sealed class TellSecondGuardian(
    IRegistrationStore store,
    IWorkQueues queues,
    AdmitAskingMail admit,
    SuppressMails suppressMails,
    SecondDelivery delivery,
    LinkSiblings linkSiblings,
    TellBounce tellBounce,
    PublishNotice publish,
    LinkTokens tokens,
    PolicySet policies,
    TimeProvider clock)
{
    /// <param name="message">With <see cref="OutgoingMailMessage.Second"/>.</param>
    public async Task ExecuteAsync(OutgoingMailMessage message, CancellationToken cancellationToken)
    {
        var current = await store.FindAsync(message.RegistrationId, cancellationToken);
        if (current?.Registration is not { Second: { } second } registration || !Fits(registration, second, message))
        {
            await LookAgainAsync(current?.Registration, message, cancellationToken);
            return;
        }

        await tellBounce.ExecuteAsync(registration, cancellationToken);
        if (message.Kind is MailKind.Notice)
        {
            await InviteAsync(current, second, message, cancellationToken);
        }
        else if (message.Kind is MailKind.Reminder)
        {
            await RemindAsync(current, second, message, cancellationToken);
        }
        else
        {
            await TellAsync(current, second, message, cancellationToken);
        }
    }

    private static bool Fits(Registration registration, SecondGuardian second, OutgoingMailMessage message) => message.Kind switch
    {
        MailKind.Notice or MailKind.Reminder => message.Expects == second.Mark,
        MailKind.FormRejected => second.Decided
            && registration is { State: RegistrationState.AwaitingParent, Verification.Step: VerificationStep.FormRejected }
            && message.Expects == registration.Verification.Upload,
        MailKind.Confirmed => registration.State is RegistrationState.Granted && message.Expects == registration.DecisionId,
        _ => message.Expects == registration.DecisionId && registration.State is not RegistrationState.Deleted,
    };

    /// <summary>What is queued before its commit can be early; what is told of a decision is queued after it was found.</summary>
    private Task LookAgainAsync(Registration? registration, OutgoingMailMessage message, CancellationToken cancellationToken)
    {
        var canStillCome = (message.Kind, registration?.State) switch
        {
            (MailKind.Notice, RegistrationState.AwaitingParent or RegistrationState.Granted) => true,
            (MailKind.Confirmed, RegistrationState.AwaitingParent) => true,
            (MailKind.FormRejected, RegistrationState.AwaitingParent) => message.Expects == registration!.Verification.Upload,
            _ => false,
        };
        return canStillCome && EarlyMessages.DelayAfter(message.Tries) is { } delay
            ? queues.SendAsync(message with { Tries = message.Tries + 1 }, delay, cancellationToken)
            : Task.CompletedTask;
    }

    private async Task InviteAsync(
        StoredRegistration current, SecondGuardian second, OutgoingMailMessage message, CancellationToken cancellationToken)
    {
        var registration = current.Registration;
        var now = clock.GetUtcNow();
        if (second is not { Bounced: false, Stopped: null }
            || registration is not { State: RegistrationState.AwaitingParent or RegistrationState.Granted }
            || (registration.State is RegistrationState.AwaitingParent && registration.IsExpiredAt(now))
            || policies.FindClient(registration) is not { } client)
        {
            return;
        }

        if (second.Asked)
        {
            await QueueRemindersAsync(registration, client, now, cancellationToken);
            return;
        }

        // A grant has no deadline any more.
        var asked = registration.ForSecond() with
        {
            Deadline = registration.State is RegistrationState.Granted ? DateTimeOffset.MaxValue : registration.Deadline,
        };
        switch (await admit.ExecuteAsync(asked, client, number: 0, cancellationToken))
        {
            case Admission.Wait wait:
                await queues.SendAsync(message, wait.Until - now, cancellationToken);
                break;
            case Admission.Stopped { Reason: var reason }:
                await delivery.NoteAsync(current, other => other with { Stopped = reason }, "SecondMailStopped", cancellationToken);
                break;
            case Admission.Admitted { Siblings: var siblings }:
                var kind = registration.State is RegistrationState.Granted ? MailKind.Invited : MailKind.Notice;
                if (kind is MailKind.Notice)
                {
                    await publish.ExecuteAsync(ComposeNotice.For(policies, registration), cancellationToken);
                }

                if (await SendAsync(current, message, kind, siblings, other => other with { Asked = true, AskedAt = now, ToldOf = registration.DecisionId }, cancellationToken)
                    is not MailDeliveryResult.TryAgain)
                {
                    await QueueRemindersAsync(registration, client, now, cancellationToken);
                }

                break;
        }
    }

    /// <summary>On the client's days, as long as nobody has decided. Each looks again when it is due.</summary>
    private Task QueueRemindersAsync(Registration registration, ClientPolicy client, DateTimeOffset now, CancellationToken cancellationToken) =>
        registration.State is not RegistrationState.AwaitingParent
            ? Task.CompletedTask
            : Task.WhenAll(Enumerable.Range(1, client.ReminderDays.Count)
                .Select(number => (Number: number, Due: DueAt(registration, client, number, registration.Second!.AskedAt ?? now)))
                .Where(reminder => reminder.Due < registration.Deadline)
                .Select(reminder => queues.SendAsync(
                    new OutgoingMailMessage(registration.Id, MailKind.Reminder, registration.Second!.Mark) { Second = true, Reminder = reminder.Number },
                    reminder.Due - now,
                    cancellationToken)));

    private async Task RemindAsync(
        StoredRegistration current, SecondGuardian second, OutgoingMailMessage message, CancellationToken cancellationToken)
    {
        var registration = current.Registration;
        var now = clock.GetUtcNow();
        if (second is not { Bounced: false, Stopped: null, AskedAt: { } askedAt }
            || second.Reminders >= message.Reminder
            || registration.State is not RegistrationState.AwaitingParent
            || registration.IsExpiredAt(now)
            || policies.FindClient(registration) is not { } client
            || message.Reminder > client.ReminderDays.Count)
        {
            return;
        }

        if (DueAt(registration, client, message.Reminder, askedAt, now) is var due && due > now)
        {
            await queues.SendAsync(message, due - now, cancellationToken);
            return;
        }

        SecondGuardian Done(SecondGuardian other) => other with { Reminders = Math.Max(other.Reminders, message.Reminder) };
        switch (await admit.ExecuteAsync(registration.ForSecond(), client, message.Reminder, cancellationToken))
        {
            case Admission.Wait wait:
                await queues.SendAsync(message, wait.Until - now, cancellationToken);
                break;
            case Admission.Stopped { Reason: StopReasons.Suppressed and var reason }:
                await delivery.NoteAsync(current, other => other with { Stopped = reason }, "SecondMailStopped", cancellationToken);
                break;
            case Admission.Admitted { Siblings: var siblings }:
                await SendAsync(current, message, MailKind.Reminder, siblings, Done, cancellationToken);
                break;
            default:
                // In a mail about a sibling, or no room for it before the deadline.
                await delivery.NoteAsync(current, Done, "SecondReminderPassedOver", cancellationToken);
                break;
        }
    }

    private static DateTimeOffset DueAt(
        Registration registration, ClientPolicy client, int number, DateTimeOffset askedAt, DateTimeOffset now = default) =>
        AskParent.DueAt(
            registration with { Mail = registration.Mail with { FirstSentAt = askedAt } }, client, number, now) ?? now;

    private async Task TellAsync(
        StoredRegistration current, SecondGuardian second, OutgoingMailMessage message, CancellationToken cancellationToken)
    {
        var registration = current.Registration;
        var now = clock.GetUtcNow();
        if (message.Kind is MailKind.Confirmed && GrantMessages.ConfirmAt(registration, policies) is { } due && due > now)
        {
            await queues.SendAsync(message, due - now, cancellationToken);
            return;
        }

        var isOutcome = !SendMail.IsNotOutcome(message.Kind);
        if (second is { Bounced: false, Stopped: null } && !(isOutcome && second.ToldOf == message.Expects)
            && (second.Decided || !await suppressMails.IsSuppressedAsync(registration.ForSecond(), cancellationToken))
            && await SendAsync(
                current,
                message,
                message.Kind,
                siblings: [],
                other => isOutcome ? other with { ToldOf = message.Expects } : other,
                cancellationToken) is MailDeliveryResult.TryAgain)
        {
            return;
        }

        if (registration.EndsInDeletion)
        {
            // Both have been told.
            await queues.SendAsync(new DeletionMessage([registration.DeadlineEntry.ToString()]), TimeSpan.Zero, cancellationToken);
        }
    }

    private async Task<MailDeliveryResult> SendAsync(
        StoredRegistration current,
        OutgoingMailMessage message,
        MailKind kind,
        IReadOnlyList<Registration> siblings,
        Func<SecondGuardian, SecondGuardian> done,
        CancellationToken cancellationToken)
    {
        var registration = current.Registration;
        var token = registration.EndsInDeletion
            ? null
            : await tokens.SignSecondAsync(registration, clock.GetUtcNow(), cancellationToken);
        var also = await linkSiblings.ExecuteAsync(siblings, cancellationToken);
        var (result, tries) = await delivery.TryAsync(current, kind, message.Reminder, token, also, done, cancellationToken);
        if (result is MailDeliveryResult.TryAgain)
        {
            await queues.SendAsync(
                message, MailDelivery.DelayBefore(tries, policies.FindClient(registration)), cancellationToken);
        }

        return result;
    }
}
