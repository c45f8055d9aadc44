using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Notices;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Mails;

/// <summary>The mails to a second guardian: the one that invites them, and one about each decision, after the first guardian's.</summary>
public sealed class TellSecondGuardian(
    IRegistrationStore store,
    IWorkQueues queues,
    AdmitAskingMail admit,
    SecondDelivery delivery,
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
        }
        else if (message.Kind is MailKind.Notice)
        {
            await InviteAsync(current, second, message, cancellationToken);
        }
        else
        {
            await TellAsync(current, second, message, cancellationToken);
        }
    }

    private static bool Fits(Registration registration, SecondGuardian second, OutgoingMailMessage message) => message.Kind switch
    {
        MailKind.Notice => message.Expects == second.Mark,
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
        if (second is not { Asked: false, Bounced: false, Stopped: null }
            || registration is not { State: RegistrationState.AwaitingParent or RegistrationState.Granted }
            || (registration.State is RegistrationState.AwaitingParent && registration.IsExpiredAt(now))
            || policies.FindClient(registration) is not { } client)
        {
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

                await SendAsync(current, message, kind, siblings, other => other with { Asked = true }, cancellationToken);
                break;
        }
    }

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
        var also = new List<AlsoWaiting>();
        foreach (var sibling in siblings)
        {
            also.Add(new AlsoWaiting(sibling, await tokens.SignDecideAsync(sibling, cancellationToken)));
        }

        var (result, tries) = await delivery.TryAsync(current, kind, token, also, done, cancellationToken);
        if (result is MailDeliveryResult.TryAgain)
        {
            await queues.SendAsync(
                message, MailDelivery.DelayBefore(tries, policies.FindClient(registration)), cancellationToken);
        }

        return result;
    }
}
