using ParentalConsent.Core.Links;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Mails;

/// <summary>The mails that ask for a decision: the notice, then a reminder on each of the client's days, until there is one.</summary>
/// <remarks>
/// One queued message at a time carries a registration through its mails: send, note, queue the next. A message that comes
/// again after the note only queues the next; one that comes early waits on; one that nobody needs any more ends here.
/// </remarks>
public sealed class AskParent(
    IWorkQueues queues, MailDelivery delivery, LinkTokens tokens, PolicySet policies, TimeProvider clock)
{
    /// <param name="number">0 for the notice, from 1 for reminders.</param>
    public async Task ExecuteAsync(StoredRegistration current, int number, CancellationToken cancellationToken)
    {
        var registration = current.Registration;
        var now = clock.GetUtcNow();

        // Nobody is asked for a client that was taken out of the policy; the deadline stays.
        if (policies.FindClient(registration) is not { } client)
        {
            return;
        }

        if (registration.State is not RegistrationState.AwaitingParent || registration.IsExpiredAt(now) || registration.Mail.Bounced)
        {
            return;
        }

        if (registration.Mail.Requests != number)
        {
            if (registration.Mail.Requests == number + 1)
            {
                await QueueNextAsync(registration, client, cancellationToken);
            }

            return;
        }

        if (number > client.ReminderDays.Count)
        {
            return;
        }

        if (DueAt(registration, client, number) is { } due && due > now)
        {
            await QueueAsync(registration, number, due - now, cancellationToken);
            return;
        }

        var (result, noted) = await SendAsync(current, number, now, cancellationToken);
        if (result is MailDeliveryResult.TryAgain)
        {
            await QueueAsync(registration, number, MailDelivery.DelayBefore(noted.Mail.Tries, client), cancellationToken);
        }
        else if (noted is { State: RegistrationState.AwaitingParent, Mail.Bounced: false })
        {
            await QueueNextAsync(noted, client, cancellationToken);
        }
    }

    private async Task<(MailDeliveryResult Result, Registration Registration)> SendAsync(
        StoredRegistration current, int number, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var registration = current.Registration;
        var token = await tokens.SignAsync(
            new Link(LinkKind.Decide, registration.Id, registration.Attempt, registration.Deadline), cancellationToken);
        return await delivery.TryAsync(
            current,
            number == 0 ? MailKind.Notice : MailKind.Reminder,
            number,
            token,
            progress => progress with { Requests = number + 1, FirstSentAt = progress.FirstSentAt ?? now },
            cancellationToken);
    }

    private async Task QueueNextAsync(Registration registration, ClientPolicy client, CancellationToken cancellationToken)
    {
        var next = registration.Mail.Requests;
        if (next <= client.ReminderDays.Count && DueAt(registration, client, next) is { } due && due < registration.Deadline)
        {
            await QueueAsync(registration, next, due - clock.GetUtcNow(), cancellationToken);
        }
    }

    private Task QueueAsync(Registration registration, int number, TimeSpan delay, CancellationToken cancellationToken) => number == 0
        ? queues.SendAsync(new OutgoingMailMessage(registration.Id, MailKind.Notice, registration.Attempt), delay, cancellationToken)
        : queues.SendAsync(new ReminderMessage(registration.Id, registration.Attempt, number), delay, cancellationToken);

    /// <summary>Null for the notice, which is due at once.</summary>
    private static DateTimeOffset? DueAt(Registration registration, ClientPolicy client, int number) => number == 0
        ? null
        : registration.Mail.FirstSentAt + client.Lasting(TimeSpan.FromDays(client.ReminderDays[number - 1]));
}
