using ParentalConsent.Core.Events;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Mails;

/// <summary>Tries a mail to a second guardian once and notes what came of it.</summary>
public sealed class SecondDelivery(
    IRegistrationStore store,
    IMailComposer composer,
    MailIds ids,
    IMailer mailer,
    IMailFailures failures,
    NoteAskedToo noteAskedToo,
    TellBounce tellBounce,
    TimeProvider clock)
{
    /// <param name="number">From 1 for reminders, 0 for other mails.</param>
    /// <param name="token">Of the mail's link; null where it has none.</param>
    /// <param name="done">How the second guardian is noted once this mail is dealt with.</param>
    /// <returns>What came of it, and how many tries failed.</returns>
    public async Task<(MailDeliveryResult Result, int Tries)> TryAsync(
        StoredRegistration current,
        MailKind kind,
        int number,
        string? token,
        IReadOnlyList<AlsoWaiting> also,
        Func<SecondGuardian, SecondGuardian> done,
        CancellationToken cancellationToken)
    {
        var registration = current.Registration;
        var now = clock.GetUtcNow();
        var answer = registration.Details is null
            ? new MailResult.Failed(MailDelivery.DetailsSealed)
            : await mailer.SendAsync(
                await ids.NameAsync(
                    await composer.ComposeAsync(registration.ForSecond(), kind, number, token, also, now),
                    registration.ForSecond(),
                    kind,
                    cancellationToken),
                cancellationToken);
        var tries = registration.Second!.Tries + 1;
        var (result, error) = MailDelivery.Read(answer, tries - 1, kind);
        if (result is MailDeliveryResult.Sent)
        {
            await noteAskedToo.ExecuteAsync(also, now, cancellationToken);
        }

        var noted = await NoteAsync(
            current,
            second => (result is MailDeliveryResult.TryAgain ? second : done(second)) with
            {
                Tries = result is MailDeliveryResult.TryAgain ? tries : 0,
                LastError = error ?? (second.Bounced ? second.LastError : null),
                Bounced = second.Bounced || answer is MailResult.Refused,
                LastSentAt = result is MailDeliveryResult.Sent ? now : second.LastSentAt,
            },
            $"Second{kind}{(result is MailDeliveryResult.Sent ? "Sent" : "Failed")}",
            cancellationToken);
        if (noted is not null && answer is MailResult.Refused)
        {
            await tellBounce.ExecuteAsync(noted, cancellationToken);
        }

        if (error is not null)
        {
            await failures.AddAsync(
                new MailFailure(
                    registration.Id, registration.ClientId, kind, error, tries, result is MailDeliveryResult.GivenUp, now),
                cancellationToken);
        }

        return (result, tries);
    }

    /// <summary>Saves the progress, again on top of what changed meanwhile, as long as it is about the same guardian.</summary>
    /// <returns>Null where it is not, and nothing was saved.</returns>
    public async Task<Registration?> NoteAsync(
        StoredRegistration current, Func<SecondGuardian, SecondGuardian> progress, string what, CancellationToken cancellationToken)
    {
        var mark = current.Registration.Second!.Mark;
        for (StoredRegistration? stored = current;
            stored?.Registration is { Second: { } second, State: not RegistrationState.Deleted } registration && second.Mark == mark;
            stored = await store.FindAsync(registration.Id, cancellationToken))
        {
            var change = Registration.Record(
                registration with { Second = progress(second) }, what, Actor.Service, clock.GetUtcNow());
            if (await store.TrySaveAsync(stored, change, cancellationToken))
            {
                return change.Registration;
            }
        }

        return null;
    }
}
