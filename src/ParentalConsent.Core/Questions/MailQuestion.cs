using ParentalConsent.Core.Events;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Notices;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Questions;

/// <summary>The mails about further purposes: the one that asks, and those that say what came of it. To the first guardian, then the second.</summary>
public sealed class MailQuestion(
    IRegistrationStore store,
    IWorkQueues queues,
    AdmitAskingMail admit,
    SuppressMails suppressMails,
    QuestionDelivery delivery,
    LinkSiblings linkSiblings,
    TellBounce tellBounce,
    PublishNotice publish,
    LinkTokens tokens,
    PolicySet policies,
    TimeProvider clock)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <param name="message">With <see cref="OutgoingMailMessage.Question"/>.</param>
    public async Task ExecuteAsync(OutgoingMailMessage message, CancellationToken cancellationToken)
    {
        var current = await store.FindAsync(message.RegistrationId, cancellationToken);
        if (current is null || Subject(current.Registration, message) is not { } subject)
        {
            await LookAgainAsync(current?.Registration, message, cancellationToken);
            return;
        }

        await tellBounce.ExecuteAsync(current.Registration, cancellationToken);
        if (message is { Second: false, Again: false, Kind: MailKind.Notice or MailKind.Granted or MailKind.Withdrawn } && subject.Second is not null)
        {
            await queues.SendAsync(message with { Second = true, Tries = 0 }, TimeSpan.Zero, cancellationToken);
        }

        await (message.Kind is MailKind.Notice
            ? AskAsync(current, subject, message, cancellationToken)
            : TellAsync(current, subject, message, cancellationToken));
    }

    /// <summary>What the mail is about, as it is for whom it goes to; null where it is not, or not yet, as the message expects.</summary>
    private static Registration? Subject(Registration whole, OutgoingMailMessage message)
    {
        var subject = message.Kind switch
        {
            _ when whole.State is not RegistrationState.Granted => null,
            MailKind.Notice => whole.Question?.Mark == message.Expects ? whole.AsAsked() : null,
            MailKind.FormRejected => whole.AsAsked() is { State: RegistrationState.AwaitingParent, Verification.Step: VerificationStep.FormRejected } asked
                && asked.Verification.Upload == message.Expects ? asked : null,
            MailKind.Withdrawn => whole.Further.Any(further => further.Mark == message.Expects && further.Ended) ? whole.AsAllowed(message.Expects) : null,
            _ => whole.Further.Any(further => further.Mark == message.Expects && !further.Ended) ? whole.AsAllowed(message.Expects) : null,
        };
        return message.Second && subject?.Second is null ? null : subject;
    }

    /// <summary>Queued before the commit, a message can be early. Where the commit can no longer come, it ends here.</summary>
    private Task LookAgainAsync(Registration? whole, OutgoingMailMessage message, CancellationToken cancellationToken) =>
        whole?.State is RegistrationState.Granted && EarlyMessages.DelayAfter(message.Tries) is { } delay
            ? queues.SendAsync(message with { Tries = message.Tries + 1 }, delay, cancellationToken)
            : Task.CompletedTask;

    private async Task AskAsync(
        StoredRegistration current, Registration asked, OutgoingMailMessage message, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var question = current.Registration.Question!;
        var mail = message.Second ? question.SecondMail : question.Mail;
        if (!question.IsOpenAt(now) || mail.Done || policies.FindClient(asked) is not { } client)
        {
            return;
        }

        var whom = message.Second ? asked.ForSecond() : asked;
        if (message.Second ? asked.Second is { Bounced: true } : asked.Mail.Bounced)
        {
            await delivery.NoteAsync(current, message, sent => sent with { Done = true, Bounced = true }, "Stopped", cancellationToken);
            return;
        }

        if (mail.SentAt + client.Lasting(Day) is { } free && free > now)
        {
            // One that was replaced went out less than a day ago.
            await PutOffAsync(current, message, free, cancellationToken);
            return;
        }

        switch (await admit.ExecuteAsync(whom, client, number: 0, cancellationToken))
        {
            case Admission.Wait wait:
                await PutOffAsync(current, message, wait.Until, cancellationToken);
                break;
            case Admission.Stopped { Reason: var reason }:
                await delivery.NoteAsync(current, message, sent => sent with { Done = true, Stopped = reason }, "Stopped", cancellationToken);
                break;
            case Admission.Admitted { Siblings: var siblings }:
                await publish.ExecuteAsync(ComposeNotice.For(policies, asked), cancellationToken);
                var token = await tokens.SignQuestionAsync(whom, message.Second, cancellationToken);
                await SendAsync(current, whom, message, token, siblings, cancellationToken);
                break;
        }
    }

    /// <summary>Later, where that is before the question lapses.</summary>
    private Task PutOffAsync(StoredRegistration current, OutgoingMailMessage message, DateTimeOffset until, CancellationToken cancellationToken) =>
        until < current.Registration.Question!.Until
            ? queues.SendAsync(message with { Again = true, Tries = 0 }, until - clock.GetUtcNow(), cancellationToken)
            : delivery.NoteAsync(
                current, message, sent => sent with { Done = true, Stopped = StopReasons.AddressLimit }, "Stopped", cancellationToken);

    private async Task TellAsync(
        StoredRegistration current, Registration subject, OutgoingMailMessage message, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (message.Kind is MailKind.Confirmed && GrantMessages.ConfirmAt(subject, policies) is { } due && due > now)
        {
            await queues.SendAsync(message with { Again = true }, due - now, cancellationToken);
            return;
        }

        var whole = current.Registration;
        if (!await IsToldAsync(whole, subject, message, cancellationToken))
        {
            return;
        }

        var whom = message.Second ? subject.ForSecond() : subject;
        var token = message switch
        {
            { Kind: MailKind.FormRejected } => await tokens.SignQuestionAsync(whom, message.Second, cancellationToken),
            { Second: true } => await tokens.SignSecondAsync(whole, now, cancellationToken),
            _ => await tokens.SignManageAsync(whole, now, cancellationToken),
        };
        await SendAsync(current, whom, message, token, siblings: [], cancellationToken);
    }

    /// <summary>Who said "not my child" is not told what the other guardian allowed, nor that it ended.</summary>
    /// <param name="subject">With whose yes it was.</param>
    private async Task<bool> IsToldAsync(
        Registration whole, Registration subject, OutgoingMailMessage message, CancellationToken cancellationToken)
    {
        var silent = message.Second
            ? whole.Second is { Bounced: true } or { Stopped: StopReasons.Suppressed }
            : whole.Mail is { Bounced: true } or { Stopped: StopReasons.Suppressed };
        var isTheirs = (subject.Second is { Decided: true }) == message.Second;
        return !silent
            && ((isTheirs && message.Kind is not MailKind.Withdrawn)
                || !await suppressMails.IsSuppressedAsync(message.Second ? whole.ForSecond() : whole, cancellationToken));
    }

    private async Task SendAsync(
        StoredRegistration current,
        Registration whom,
        OutgoingMailMessage message,
        string token,
        IReadOnlyList<Registration> siblings,
        CancellationToken cancellationToken)
    {
        var also = await linkSiblings.ExecuteAsync(siblings, cancellationToken);
        if (await delivery.TryAsync(current, whom, message, token, also, cancellationToken) is MailDeliveryResult.TryAgain)
        {
            await queues.SendAsync(
                message with { Again = true, Failed = message.Failed + 1 },
                MailDelivery.DelayBefore(message.Failed + 1, policies.FindClient(whom)),
                cancellationToken);
        }
    }
}
