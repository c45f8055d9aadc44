using Microsoft.Extensions.Logging;
using ParentalConsent.Core.Events;
using ParentalConsent.Core.Questions;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Mails;

public enum DeliveryReportEffect
{
    /// <summary>The guardian gets no more mails, and the client is told.</summary>
    Bounced,

    /// <summary>Nothing changed: not for good, known already, about an earlier address or attempt, or about what has ended.</summary>
    Ignored,

    /// <summary>The mail is none of ours.</summary>
    Unknown,
}

/// <summary>
/// Notes that a mail bounced after the server had taken it, exactly as where the server refuses it at once. Run again, it changes nothing.
/// </summary>
public sealed partial class RecordDeliveryReport(
    IRegistrationStore store,
    IMailFailures failures,
    MailIds mails,
    RegistrationIds ids,
    TellBounce tellBounce,
    TimeProvider clock,
    ILogger<RecordDeliveryReport> logger)
{
    public async Task<DeliveryReportEffect> ExecuteAsync(DeliveryReport report, CancellationToken cancellationToken)
    {
        if (await mails.ReadAsync(report.MessageId, cancellationToken) is not { } mail)
        {
            return DeliveryReportEffect.Unknown;
        }

        if (report.HardBounce is not { } error)
        {
            return DeliveryReportEffect.Ignored;
        }

        var hashes = await Task.WhenAll(report.Recipients.Select(address => ids.ForGuardianAsync(address, cancellationToken)));
        while (await store.FindAsync(mail.RegistrationId, cancellationToken) is { } current)
        {
            if (Bounce(current.Registration, mail, hashes, error) is not { } change)
            {
                // Known already, perhaps by this same report, which was cut off before it was told.
                await tellBounce.ExecuteAsync(current.Registration, cancellationToken);
                return DeliveryReportEffect.Ignored;
            }

            // Before the note: stopped in between, the report comes again and finds the note still missing.
            await failures.AddAsync(
                new MailFailure(mail.RegistrationId, current.Registration.ClientId, mail.Kind, error, 1, Final: true, clock.GetUtcNow()),
                cancellationToken);
            if (await store.TrySaveAsync(current, change, cancellationToken))
            {
                await tellBounce.ExecuteAsync(change.Registration, cancellationToken);
                Log.Bounced(logger, mail.RegistrationId, mail.Kind, error);
                return DeliveryReportEffect.Bounced;
            }
        }

        return DeliveryReportEffect.Unknown;
    }

    /// <returns>Null where there is nothing to change.</returns>
    private RegistrationChange? Bounce(Registration registration, MailId mail, string[] hashes, string error)
    {
        var what = $"{mail.Kind}Bounced";
        return registration switch
        {
            { State: RegistrationState.Deleted } => null,
            { Mail.Bounced: false } when IsOf(registration) && !HasAnswered(second: false) => Registration.Record(
                registration.BouncedFor(second: false, error), what, Actor.Service, clock.GetUtcNow()),
            { Second.Bounced: false } when IsOf(registration.ForSecond()) && !HasAnswered(second: true) => Registration.Record(
                registration.BouncedFor(second: true, error), $"Second{what}", Actor.Service, clock.GetUtcNow()),
            { Question: { Mail.Bounced: false } question } when IsOf(registration.AsAsked()!) => Registration.Record(
                registration.BouncedFor(second: false, error) with
                {
                    Question = question with { Mail = question.Mail with { Done = true, Bounced = true, Error = error } },
                },
                "QuestionBounced",
                Actor.Service,
                clock.GetUtcNow()),
            { Question: { SecondMail.Bounced: false } question } when registration.AsAsked() is { Second: not null } asked && IsOf(asked.ForSecond()) =>
                Registration.Record(
                    registration.BouncedFor(second: true, error) with
                    {
                        Question = question with { SecondMail = question.SecondMail with { Done = true, Bounced = true, Error = error } },
                    },
                    "SecondQuestionBounced",
                    Actor.Service,
                    clock.GetUtcNow()),
            _ => null,
        };

        // It asked, and they decided by the link in it, or there is nobody left to ask: the decision has cleared what bounced before.
        bool HasAnswered(bool second) => mail.Kind is MailKind.Notice or MailKind.Reminder && registration.State switch
        {
            RegistrationState.AwaitingParent => false,
            RegistrationState.Granted => registration.Second is { Decided: true } == second,
            _ => true,
        };

        bool IsOf(Registration theirs) => theirs.LinkMark == mail.LinkMark && hashes.Contains(theirs.GuardianHash);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The mail {Kind} of {RegistrationId} came back: {Error}", EventName = "MailBounced")]
        public static partial void Bounced(ILogger logger, string registrationId, MailKind kind, string error);
    }
}
