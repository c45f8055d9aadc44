using ParentalConsent.Core.Events;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Questions;

/// <summary>Tries a mail about further purposes once. How often it failed stands in its message; only the end of one that asks is noted.</summary>
public sealed class QuestionDelivery(
    IRegistrationStore store,
    IMailComposer composer,
    MailIds ids,
    IMailer mailer,
    IMailFailures failures,
    NoteAskedToo noteAskedToo,
    TellBounce tellBounce,
    TimeProvider clock)
{
    /// <param name="whom">What the mail is about, as it is for whom it goes to.</param>
    public async Task<MailDeliveryResult> TryAsync(
        StoredRegistration current,
        Registration whom,
        OutgoingMailMessage message,
        string token,
        IReadOnlyList<AlsoWaiting> also,
        CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var answer = whom.Details is null
            ? new MailResult.Failed(MailDelivery.DetailsSealed)
            : await mailer.SendAsync(
                await ids.NameAsync(
                    await composer.ComposeAsync(whom, message.Kind, 0, token, also, now), whom, message.Kind, cancellationToken),
                cancellationToken);
        var (result, error) = MailDelivery.Read(answer, message.Failed, message.Kind);
        if (result is MailDeliveryResult.Sent)
        {
            await noteAskedToo.ExecuteAsync(also, now, cancellationToken);
        }

        if (message.Kind is MailKind.Notice && result is not MailDeliveryResult.TryAgain)
        {
            var noted = await NoteAsync(
                current,
                message,
                mail => mail with
                {
                    Done = true,
                    SentAt = result is MailDeliveryResult.Sent ? now : mail.SentAt,
                    Error = error,
                    Bounced = answer is MailResult.Refused,
                },
                result is MailDeliveryResult.Sent ? "Sent" : "Failed",
                cancellationToken);
            if (noted is not null && answer is MailResult.Refused)
            {
                await tellBounce.ExecuteAsync(noted, cancellationToken);
            }
        }

        if (error is not null)
        {
            await failures.AddAsync(
                new MailFailure(
                    whom.Id, whom.ClientId, message.Kind, error, message.Failed + 1, result is MailDeliveryResult.GivenUp, now),
                cancellationToken);
        }

        return result;
    }

    /// <summary>Saves how far the mail has come, again on top of what changed meanwhile, as long as it is the same question.</summary>
    /// <param name="what">What happened, as a word.</param>
    /// <returns>Null where it is another question, and nothing was saved.</returns>
    public async Task<Registration?> NoteAsync(
        StoredRegistration current,
        OutgoingMailMessage message,
        Func<QuestionMail, QuestionMail> progress,
        string what,
        CancellationToken cancellationToken)
    {
        for (StoredRegistration? stored = current;
            stored?.Registration is { Question: { } question, State: not RegistrationState.Deleted } registration && question.Mark == message.Expects;
            stored = await store.FindAsync(registration.Id, cancellationToken))
        {
            var mail = progress(message.Second ? question.SecondMail : question.Mail);
            var noted = registration with
            {
                Question = message.Second ? question with { SecondMail = mail } : question with { Mail = mail },
            };
            var change = Registration.Record(
                mail.Bounced ? noted.BouncedFor(message.Second, mail.Error) : noted, $"{(message.Second ? "Second" : "")}Question{what}", Actor.Service, clock.GetUtcNow());
            if (await store.TrySaveAsync(stored, change, cancellationToken))
            {
                return change.Registration;
            }
        }

        return null;
    }
}
