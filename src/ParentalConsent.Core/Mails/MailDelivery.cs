using Microsoft.Extensions.Logging;
using ParentalConsent.Core.Events;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Mails;

/// <summary>What one try came to.</summary>
public enum MailDeliveryResult
{
    Sent,

    /// <summary>To be tried again after <see cref="MailDelivery.DelayBefore"/>.</summary>
    TryAgain,

    /// <summary>No further try of this mail.</summary>
    GivenUp,
}

/// <summary>Tries a mail once and notes what came of it: in the registration, and where it failed, for the console.</summary>
public sealed partial class MailDelivery(
    IRegistrationStore store,
    IMailComposer composer,
    MailIds ids,
    IMailer mailer,
    IMailFailures failures,
    NoteAskedToo noteAskedToo,
    TellBounce tellBounce,
    TimeProvider clock,
    ILogger<MailDelivery> logger)
{
    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1),
        TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
    ];

    /// <summary>Retries of a mail after which data is deleted: it waits for them, but not for long.</summary>
    private const int RetriesOfLastMail = 3;

    internal const string DetailsSealed = "detailsSealed";

    /// <summary>How long to wait after so many failed tries.</summary>
    public static TimeSpan DelayBefore(int tries, ClientPolicy? client)
    {
        var delay = Delays[Math.Clamp(tries, 1, Delays.Length) - 1];
        return client?.Lasting(delay) ?? delay;
    }

    /// <summary>A mail about one child alone.</summary>
    public Task<(MailDeliveryResult Result, Registration Registration)> TryAsync(
        StoredRegistration current,
        MailKind kind,
        int number,
        string? token,
        Func<MailProgress, MailProgress> done,
        CancellationToken cancellationToken) => TryAsync(current, kind, number, token, also: [], done, cancellationToken);

    /// <param name="number">0 for the notice and for mails about a decision, from 1 for reminders, from -1 downwards for notices sent again.</param>
    /// <param name="token">Of the mail's link; null where it has none.</param>
    /// <param name="also">Other children that the mail asks about.</param>
    /// <param name="done">How the registration's progress looks once this mail is dealt with.</param>
    public async Task<(MailDeliveryResult Result, Registration Registration)> TryAsync(
        StoredRegistration current,
        MailKind kind,
        int number,
        string? token,
        IReadOnlyList<AlsoWaiting> also,
        Func<MailProgress, MailProgress> done,
        CancellationToken cancellationToken)
    {
        var registration = current.Registration;

        // A key that was retired too early can come back: that is worth another try, too.
        var answer = registration.Details is null
            ? new MailResult.Failed(DetailsSealed)
            : await mailer.SendAsync(
                await ids.NameAsync(
                    await composer.ComposeAsync(registration, kind, number, token, also, clock.GetUtcNow()),
                    registration,
                    kind,
                    cancellationToken),
                cancellationToken);
        var (result, error) = Read(answer, registration.Mail.Tries, kind);
        var now = clock.GetUtcNow();
        var tries = registration.Mail.Tries + 1;
        if (result is MailDeliveryResult.Sent && registration.Mail.Tries == 0 && IsLast(kind))
        {
            return (result, registration);
        }

        if (result is MailDeliveryResult.Sent)
        {
            await noteAskedToo.ExecuteAsync(also, now, cancellationToken);
        }

        var noted = await NoteAsync(
            current,
            progress => result is MailDeliveryResult.TryAgain
                ? progress with { Tries = tries, LastError = error }
                : done(progress) with
                {
                    Tries = 0,
                    LastError = error ?? (progress.Bounced ? progress.LastError : null),
                    Bounced = progress.Bounced || answer is MailResult.Refused,
                    LastSentAt = result is MailDeliveryResult.Sent ? now : progress.LastSentAt,
                },
            $"{kind}{(result is MailDeliveryResult.Sent ? "Sent" : "Failed")}",
            now,
            cancellationToken);
        if (answer is MailResult.Refused)
        {
            await tellBounce.ExecuteAsync(noted, cancellationToken);
        }

        if (error is not null)
        {
            Log.NotSent(logger, registration.Id, kind, error, tries, result);
            await failures.AddAsync(
                new MailFailure(
                    registration.Id, registration.ClientId, kind, error, tries, result is MailDeliveryResult.GivenUp, now),
                cancellationToken);
        }

        return (result, noted);
    }

    /// <summary>What an answer of the mail server comes to, and its error, after so many tries that failed.</summary>
    internal static (MailDeliveryResult Result, string? Error) Read(MailResult answer, int failed, MailKind kind) => answer switch
    {
        MailResult.Sent => (MailDeliveryResult.Sent, null),
        MailResult.Refused refused => (MailDeliveryResult.GivenUp, refused.Error),
        MailResult.Failed error => (failed < RetriesOf(kind) ? MailDeliveryResult.TryAgain : MailDeliveryResult.GivenUp, error.Error),
        _ => throw new InvalidOperationException("An answer of the mail server that nobody handles."),
    };

    /// <summary>
    /// Nothing follows these mails, so that one which goes out at once need not be noted: its message is done. One whose
    /// message comes again all the same goes out again, under the same Message-ID.
    /// </summary>
    private static bool IsLast(MailKind kind) => kind is MailKind.Granted or MailKind.Confirmed or MailKind.FormRejected;

    private static int RetriesOf(MailKind kind) =>
        kind is MailKind.Refused or MailKind.Withdrawn ? RetriesOfLastMail : Delays.Length;

    /// <summary>Saves the progress, again on top of what changed meanwhile; one that was decided or deleted meanwhile needs no note.</summary>
    public async Task<Registration> NoteAsync(
        StoredRegistration current, Func<MailProgress, MailProgress> progress, string what, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (mark, decision) = (current.Registration.LinkMark, current.Registration.DecisionId);
        for (StoredRegistration? stored = current; ;)
        {
            var changed = stored.Registration with { Mail = progress(stored.Registration.Mail) };
            var change = Registration.Record(changed, what, Actor.Service, now);
            if (await store.TrySaveAsync(stored, change, cancellationToken))
            {
                return change.Registration;
            }

            stored = await store.FindAsync(changed.Id, cancellationToken);
            if (stored is null
                || stored.Registration.LinkMark != mark
                || stored.Registration.DecisionId != decision
                || stored.Registration.State is RegistrationState.Deleted)
            {
                return stored?.Registration ?? changed;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The mail {Kind} of {RegistrationId} did not go out: {Error}, try {Tries}, {Result}", EventName = "MailNotSent")]
        public static partial void NotSent(
            ILogger logger, string registrationId, MailKind kind, string error, int tries, MailDeliveryResult result);
    }
}
