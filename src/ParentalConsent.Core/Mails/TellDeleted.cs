using Microsoft.Extensions.Logging;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Mails;

/// <summary>
/// The last mail of a registration that ends without a guardian's word, right before their address goes: to those who ever got a mail
/// about it and may get one still. Tried once: nothing that goes wrong here holds up the deletion. After a crash it goes out again, under
/// the same Message-ID.
/// </summary>
public sealed partial class TellDeleted(
    IMailComposer composer,
    MailIds ids,
    IMailer mailer,
    IMailFailures failures,
    SuppressMails suppressMails,
    TimeProvider clock,
    ILogger<TellDeleted> logger)
{
    /// <param name="ended">With its details, not yet deleted.</param>
    public static bool IsOwed(Registration ended) => GuardiansOf(ended).Any();

    /// <returns>False where a mail server does not answer as it should: the next mail would wait for it in vain, too.</returns>
    public async Task<bool> ExecuteAsync(Registration ended, CancellationToken cancellationToken)
    {
        try
        {
            var answers = true;
            foreach (var theirs in GuardiansOf(ended))
            {
                if (!await suppressMails.IsSuppressedAsync(theirs, cancellationToken))
                {
                    // One guardian's mailbox may refuse for now what the other's takes.
                    answers &= await SendAsync(theirs, cancellationToken) is not MailResult.Failed;
                }
            }

            return answers;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Log.NotTold(logger, ended.Id, fault.GetType().Name);
            return false;
        }
    }

    /// <summary>Whoever said that it is not their child has their mails stopped; a subject of age is no guardian's to be told about.</summary>
    private static IEnumerable<Registration> GuardiansOf(Registration ended)
    {
        if (ended is not { SubjectDecides: false, Details: { } details }
            || !(ended.Ordered || ended.DeletionReason is null or DeletionReason.Expired or DeletionReason.Cancelled))
        {
            yield break;
        }

        if (ended.Mail is { LastSentAt: not null, Bounced: false, Stopped: null })
        {
            yield return ended;
        }

        if (ended.Second is { LastSentAt: not null, Bounced: false, Stopped: null } && details.SecondGuardianEmail is not null)
        {
            yield return ended.ForSecond();
        }
    }

    private async Task<MailResult> SendAsync(Registration theirs, CancellationToken cancellationToken)
    {
        var mail = await composer.ComposeAsync(theirs, MailKind.Deleted, number: 0, token: null, also: [], clock.GetUtcNow());
        var result = await mailer.SendAsync(await ids.NameAsync(mail, theirs, MailKind.Deleted, cancellationToken), cancellationToken);
        if (result is MailResult.Failed { Error: var error })
        {
            await NoteAsync(theirs, error, cancellationToken);
        }
        else if (result is MailResult.Refused { Error: var refusal })
        {
            await NoteAsync(theirs, refusal, cancellationToken);
        }

        return result;
    }

    private Task NoteAsync(Registration theirs, string error, CancellationToken cancellationToken)
    {
        Log.NotSent(logger, theirs.Id, error);
        return failures.AddAsync(
            new MailFailure(theirs.Id, theirs.ClientId, MailKind.Deleted, error, 1, Final: true, clock.GetUtcNow()), cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The last mail of {RegistrationId} did not go out: {Error}", EventName = "LastMailNotSent")]
        public static partial void NotSent(ILogger logger, string registrationId, string error);

        [LoggerMessage(2, LogLevel.Warning, "Whether the last mail of {RegistrationId} is owed, or what it says, could not be found out: {Fault}", EventName = nameof(NotTold))]
        public static partial void NotTold(ILogger logger, string registrationId, string fault);
    }
}
