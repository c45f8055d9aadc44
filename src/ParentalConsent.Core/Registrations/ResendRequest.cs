using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Queues;

namespace ParentalConsent.Core.Registrations;

public abstract record ResendRequestResult
{
    private ResendRequestResult()
    {
    }

    public sealed record Queued(Registration Registration) : ResendRequestResult;

    public sealed record NotFound : ResendRequestResult;

    /// <summary>A guardian has decided, or it ended otherwise.</summary>
    public sealed record NotWaiting : ResendRequestResult;

    /// <summary>No mail goes to this address: it does not exist, or its owner does not want any.</summary>
    public sealed record NoMail : ResendRequestResult;

    /// <param name="RetryAfter">The last mail went out too short a time ago, or is still on its way.</param>
    public sealed record TooSoon(TimeSpan RetryAfter) : ResendRequestResult;

    public sealed record TooManyResends : ResendRequestResult;
}

/// <summary>The client asks for the request to be sent once more. Three calls. Reminders and deadline stay as they are.</summary>
public sealed class ResendRequest(IRegistrationStore store, IWorkQueues queues, TimeProvider clock)
{
    public const int MostResends = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    public async Task<ResendRequestResult> ExecuteAsync(ClientPolicy client, string registrationId, CancellationToken cancellationToken)
    {
        while (await store.FindAsync(registrationId, cancellationToken) is { Registration: var registration } current
            && registration.ClientId == client.Id)
        {
            var now = clock.GetUtcNow();
            if (Refusal(registration, client.Lasting(Pause), now) is { } refusal)
            {
                return refusal;
            }

            var resends = registration.Mail.Resends + 1;
            await queues.SendAsync(
                new OutgoingMailMessage(registration.Id, MailKind.Notice, registration.LinkMark) { Resend = resends },
                TimeSpan.Zero,
                cancellationToken);
            var change = Registration.Record(
                registration with { Mail = registration.Mail with { Resends = resends } }, "ResendRequested", Actor.Client, now);
            if (await store.TrySaveAsync(current, change, cancellationToken))
            {
                return new ResendRequestResult.Queued(change.Registration);
            }
        }

        return new ResendRequestResult.NotFound();
    }

    private static ResendRequestResult? Refusal(Registration registration, TimeSpan pause, DateTimeOffset now) => registration switch
    {
        { State: not RegistrationState.AwaitingParent } => new ResendRequestResult.NotWaiting(),
        _ when registration.IsExpiredAt(now) => new ResendRequestResult.NotWaiting(),
        { Mail: { Bounced: true } or { Stopped: not null } } => new ResendRequestResult.NoMail(),
        { Mail.Resends: >= MostResends } => new ResendRequestResult.TooManyResends(),

        // The first mail, or one sent again, is still on its way.
        { Mail.Requests: 0 } => new ResendRequestResult.TooSoon(pause),
        { Mail: var mail } when mail.Resends > mail.Resent => new ResendRequestResult.TooSoon(pause),
        { Mail.LastSentAt: { } last } when last + pause > now => new ResendRequestResult.TooSoon(last + pause - now),
        _ => null,
    };
}
