using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Mails;

/// <summary>The mails that ask for a decision: the notice, then a reminder on each of the client's days, until there is one.</summary>
/// <remarks>
/// One queued message at a time carries a registration through its mails: send, note, queue the next. A message that comes
/// again after the note queues the next anew, in place of the one queued then, so that there is never more than one that
/// counts; one that comes early waits on; one that nobody needs any more ends here.
/// </remarks>
public sealed class AskParent(
    IRegistrationStore store,
    IWorkQueues queues,
    AdmitAskingMail admit,
    RequestDelivery delivery,
    PolicySet policies,
    TimeProvider clock)
{
    /// <param name="number">0 for the notice, from 1 for reminders.</param>
    /// <param name="turn">The message's own; it counts only while the registration shows the same.</param>
    public async Task ExecuteAsync(StoredRegistration current, int number, int turn, CancellationToken cancellationToken)
    {
        var registration = current.Registration;
        var now = clock.GetUtcNow();

        // Nobody is asked for a client that was taken out of the policy; the deadline stays.
        if (policies.FindClient(registration) is not { } client)
        {
            return;
        }

        if (!IsAsked(registration) || registration.IsExpiredAt(now))
        {
            return;
        }

        if (registration.Mail.Requests != number)
        {
            if (registration.Mail.Requests == number + 1)
            {
                await QueueNextAloneAsync(registration, client, cancellationToken);
            }

            return;
        }

        if (number > client.ReminderDays.Count || turn != registration.Mail.Turn)
        {
            return;
        }

        if (DueAt(registration, client, number, now) is { } due && due > now)
        {
            await QueueAsync(registration, number, due - now, cancellationToken);
            return;
        }

        // Only who has siblings that wait, too, pays for the look at what else their guardian was sent.
        var admission = number == 0 || registration.Mail.Shared
            ? await admit.ExecuteAsync(registration, client, number, cancellationToken)
            : new Admission.Admitted([]);
        switch (admission)
        {
            case Admission.Wait wait:
                await QueueAsync(registration, number, wait.Until - now, cancellationToken);
                break;
            case Admission.Covered { At: var at }:
                await PassOverAsync(
                    current,
                    number,
                    turn,
                    $"{KindOf(number)}WithSibling",
                    progress => progress.Covered(number, at),
                    cancellationToken);
                break;
            case Admission.Stopped { Reason: var reason }:
                await PassOverAsync(
                    current, number, turn, "MailStopped", progress => progress with { Stopped = reason }, cancellationToken);
                break;
            case Admission.Admitted { Siblings: var siblings }:
                await SendAsync(current, client, number, siblings, now, cancellationToken);
                break;
        }
    }

    /// <summary>Sends, and queues what comes next.</summary>
    private async Task SendAsync(
        StoredRegistration current,
        ClientPolicy client,
        int number,
        IReadOnlyList<Registration> siblings,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var registration = current.Registration;
        var (result, noted) = await delivery.TryAsync(
            current, KindOf(number), number, siblings, progress => progress.Done(number, now), cancellationToken);
        if (result is MailDeliveryResult.TryAgain)
        {
            await QueueAsync(registration, number, MailDelivery.DelayBefore(noted.Mail.Tries, client), cancellationToken);
        }
        else if (!IsAsked(noted) || noted.LinkMark != registration.LinkMark)
        {
            return;
        }
        else if (noted.HistoryLength == registration.HistoryLength + 1)
        {
            await QueueNextAsync(noted, client, cancellationToken);
        }
        else
        {
            // Something was noted meanwhile, perhaps this same mail by a copy of this message.
            await QueueNextAloneAsync(noted, client, cancellationToken);
        }
    }

    /// <summary>Notes that this mail is not sent, and goes on from there.</summary>
    private async Task PassOverAsync(
        StoredRegistration current,
        int number,
        int turn,
        string what,
        Func<MailProgress, MailProgress> progress,
        CancellationToken cancellationToken)
    {
        var registration = current.Registration;
        var change = Registration.Record(
            registration with { Mail = progress(registration.Mail) }, what, Actor.Service, clock.GetUtcNow());
        if (await store.TrySaveAsync(current, change, cancellationToken))
        {
            if (IsAsked(change.Registration) && policies.FindClient(registration) is { } client)
            {
                await QueueNextAsync(change.Registration, client, cancellationToken);
            }
        }
        else if (await store.FindAsync(registration.Id, cancellationToken) is { } again
            && again.Registration.LinkMark == registration.LinkMark)
        {
            await ExecuteAsync(again, number, turn, cancellationToken);
        }
    }

    private static MailKind KindOf(int number) => number == 0 ? MailKind.Notice : MailKind.Reminder;

    private static bool IsAsked(Registration registration) =>
        registration is { State: RegistrationState.AwaitingParent, Mail: { Bounced: false, Stopped: null } };

    /// <summary>Queues the next mail where a message for it may be on its way, and makes that one void: two would send everything twice.</summary>
    private async Task QueueNextAloneAsync(Registration seen, ClientPolicy client, CancellationToken cancellationToken)
    {
        while (await store.FindAsync(seen.Id, cancellationToken) is { Registration: var registration } current
            && IsAsked(registration)
            && registration.LinkMark == seen.LinkMark
            && NextDueAt(registration, client) is not null)
        {
            var raised = registration with { Mail = registration.Mail with { Turn = registration.Mail.Turn + 1 } };
            var change = Registration.Record(raised, "MailQueuedAgain", Actor.Service, clock.GetUtcNow());
            if (await store.TrySaveAsync(current, change, cancellationToken))
            {
                await QueueNextAsync(change.Registration, client, cancellationToken);
                return;
            }
        }
    }

    private async Task QueueNextAsync(Registration registration, ClientPolicy client, CancellationToken cancellationToken)
    {
        if (NextDueAt(registration, client) is { } due)
        {
            await QueueAsync(registration, registration.Mail.Requests, due - clock.GetUtcNow(), cancellationToken);
        }
    }

    private Task QueueAsync(Registration registration, int number, TimeSpan delay, CancellationToken cancellationToken) => number == 0
        ? queues.SendAsync(new OutgoingMailMessage(registration.Id, MailKind.Notice, registration.LinkMark), delay, cancellationToken)
        : queues.SendAsync(new ReminderMessage(registration.Id, registration.LinkMark, number, registration.Mail.Turn), delay, cancellationToken);

    /// <summary>Null where no reminder is left before the deadline.</summary>
    private static DateTimeOffset? NextDueAt(Registration registration, ClientPolicy client) =>
        registration.Mail.Requests <= client.ReminderDays.Count
        && DueAt(registration, client, registration.Mail.Requests, DateTimeOffset.MinValue) is { } due
        && due < registration.Deadline
            ? due
            : null;

    /// <summary>On the client's day, or at <paramref name="now"/> where that is later, but not in quiet hours. Null for the notice, which is due at once.</summary>
    internal static DateTimeOffset? DueAt(Registration registration, ClientPolicy client, int number, DateTimeOffset now)
    {
        if (number == 0)
        {
            return null;
        }

        var day = registration.Mail.FirstSentAt + client.Lasting(TimeSpan.FromDays(client.ReminderDays[number - 1]));
        var due = day > now ? day : now;
        return client.TimeScale == 1 && due is { } moment
            ? client.QuietHours.Wait(moment, registration.Details?.Country, registration.Deadline)
            : due;
    }
}
