using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Notices;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Questions;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Signals;

namespace ParentalConsent.Core.Consents;

/// <param name="Purposes">Those ticked; integral ones are added to a grant, unknown ones are dropped.</param>
/// <param name="GuardianName">As typed; required for every decision. Kept only with a grant.</param>
/// <param name="Relationship">As typed; null where the decision needs none.</param>
public sealed record RecordDecisionCommand(
    string? Token, ConsentDecision Decision, IReadOnlyList<string> Purposes, string GuardianName, string? Relationship)
{
    /// <summary>From where the decision came; null where that is not known.</summary>
    public DeviceHint? Device { get; init; }

    /// <summary>BCP 47: what the page was shown in; null for the registration's own.</summary>
    public string? Language { get; init; }

    /// <summary>Hash of the notice that the page showed; null where the form did not say.</summary>
    public string? NoticeHash { get; init; }

    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(RecordDecisionCommand);
}

public abstract record RecordDecisionResult
{
    private RecordDecisionResult()
    {
    }

    public sealed record Recorded(Registration Registration) : RecordDecisionResult;

    /// <summary>The guardian's yes is taken down; it counts once it is checked.</summary>
    /// <param name="IsRepeated">It was taken down before, and nothing was changed.</param>
    public sealed record Pending(Registration Registration, bool IsRepeated = false) : RecordDecisionResult;

    /// <summary>It is not the second guardian's child: they are not asked any more. The request itself goes on.</summary>
    /// <param name="Registration">As it was for them.</param>
    public sealed record Left(Registration Registration) : RecordDecisionResult;

    /// <summary>It has ended, or the question has, and they get no mail about it any more.</summary>
    /// <param name="Registration">As it is for them.</param>
    public sealed record Disowned(Registration Registration) : RecordDecisionResult;

    /// <summary>Nothing was changed; the link leads where <paramref name="Found"/> says.</summary>
    public sealed record NotPossible(OpenLinkResult Found) : RecordDecisionResult;

    /// <summary>A yes to a notice that says something else by now: it has to be read anew. Nothing was changed.</summary>
    public sealed record NoticeChanged(OpenLinkResult Found) : RecordDecisionResult;

    /// <summary>A yes that allows nothing. Nothing was changed.</summary>
    public sealed record NothingAllowed(OpenLinkResult Found) : RecordDecisionResult;
}

/// <summary>
/// Takes down what a guardian decided. Three calls; four for a withdrawal, which indexes its deadline anew, and two more where it
/// is because of "not my child".
/// </summary>
public sealed class RecordDecision(
    IRegistrationStore store,
    IDeadlineIndex deadlines,
    IWorkQueues queues,
    ISignalReports signals,
    PublishNotice publish,
    LeaveAsSecond leave,
    SuppressMails suppressMails,
    LinkTokens tokens,
    RegistrationIds ids,
    PolicySet policies,
    TimeProvider clock)
{
    public async Task<RecordDecisionResult> ExecuteAsync(RecordDecisionCommand command, CancellationToken cancellationToken)
    {
        if (await tokens.ReadAsync(command.Token, cancellationToken) is not { } link)
        {
            return new RecordDecisionResult.NotPossible(new OpenLinkResult.Invalid());
        }

        if (link.Kind is LinkKind.Lift)
        {
            return new RecordDecisionResult.NotPossible(new OpenLinkResult.Unknown());
        }

        var device = command.Device is { } hint ? await ids.ForDeviceAsync(hint, link.RegistrationId, cancellationToken) : null;
        string? seen = null;
        for (var again = false; await store.FindAsync(link.RegistrationId, cancellationToken) is { } current; again = true)
        {
            var now = clock.GetUtcNow();
            var found = OpenLink.Look(current.Registration, link, now);
            var registration = current.Registration.For(link);
            if (command.Decision is ConsentDecision.NotMyChild && CanLeave(current.Registration, found, link))
            {
                if (await leave.TryAsync(current, cancellationToken))
                {
                    return new RecordDecisionResult.Left(current.Registration.ForSecond());
                }

                continue;
            }

            if (command.Decision is ConsentDecision.NotMyChild && !link.IsQuestion && MailIsOwed(found))
            {
                if (await TryDisownAsync(current, link.Kind is LinkKind.SecondGuardian, now, cancellationToken) is { } disowned)
                {
                    return disowned;
                }

                continue;
            }

            var meant = command with { Decision = MeantBy(command.Decision, found, link) };

            // Another device's yes that came between is shown, not replaced unseen.
            var reference = registration.Verification.Reference;
            var overtaken = again && meant.Decision is ConsentDecision.Grant && reference != seen;
            seen = reference;
            if (!IsOpen(found, meant.Decision) || overtaken)
            {
                return new RecordDecisionResult.NotPossible(found);
            }

            if (IsRepeated(registration, meant))
            {
                return new RecordDecisionResult.Pending(registration, IsRepeated: true);
            }

            var spoken = registration.SpokenBy(second: link.IsSecond);
            var notice = NoticeOf(spoken, meant);
            if (Objection(spoken, found, notice, meant) is { } objection)
            {
                return objection;
            }

            var objects = found is OpenLinkResult.OtherAllowed;
            if ((objects ? current.Registration.Object(now) : Change(spoken, meant, notice, device, now)) is not { } change)
            {
                return new RecordDecisionResult.NotPossible(found);
            }

            if (command.Decision is ConsentDecision.NotMyChild && meant.Decision is ConsentDecision.Withdraw)
            {
                await suppressMails.ExecuteAsync(spoken.ForSpeaker(), cancellationToken);
                change = change with { Registration = change.Registration.DisownedBy(second: link.Kind is LinkKind.SecondGuardian) };
            }

            if (command.Decision is ConsentDecision.Erase)
            {
                change = change.AskedFor();
            }

            var disowns = command.Decision is ConsentDecision.NotMyChild && link.IsQuestion;
            if (disowns)
            {
                // The consent stays, and with it the address; what is asked from now on is not theirs to answer.
                await suppressMails.ExecuteAsync(spoken.ForSpeaker(), cancellationToken);
            }

            await publish.ExecuteAsync(objects ? null : notice, cancellationToken);
            await Task.WhenAll(Prepare(registration, change.Registration, meant.Decision, cancellationToken));
            if (await store.TrySaveAsync(current, change.In(current.Registration), cancellationToken))
            {
                var decided = objects ? change.Registration.AsAsked()! : change.Registration;
                return decided switch
                {
                    _ when disowns => new RecordDecisionResult.Disowned(decided.SpokenBy(second: link.IsSecond).ForSpeaker()),
                    { Verification.IsPending: true } => new RecordDecisionResult.Pending(decided),
                    _ => new RecordDecisionResult.Recorded(decided),
                };
            }
        }

        return new RecordDecisionResult.NotPossible(new OpenLinkResult.Unknown());
    }

    /// <summary>
    /// The very yes that waits, sent twice, as by a page that is loaded again: with a new reference a provider's mail, a printed code or
    /// a form that was sent in would lead nowhere. One whose check came out badly begins anew.
    /// </summary>
    private bool IsRepeated(Registration registration, RecordDecisionCommand command) =>
        command.Decision is ConsentDecision.Grant
        && registration is
        {
            Verification.Step: VerificationStep.ProviderAwaited or VerificationStep.FormAwaited or VerificationStep.FormReceived or VerificationStep.FormRejected
                or VerificationStep.CallAwaited,
            Details.Pending: { } said,
        }
        && (said.GuardianName, said.Relationship) == (command.GuardianName, command.Relationship)
        && (command.NoticeHash is null || command.NoticeHash == said.NoticeHash)
        && said.Purposes.SequenceEqual(policies.Allowed(registration.Purposes, command.Purposes));

    private static bool IsOpen(OpenLinkResult found, ConsentDecision decision) => found switch
    {
        OpenLinkResult.CanDecide or OpenLinkResult.Verifying => decision is not (ConsentDecision.Withdraw or ConsentDecision.Erase),
        OpenLinkResult.OtherVerifying => decision is ConsentDecision.Refuse or ConsentDecision.NotMyChild,
        OpenLinkResult.OtherAllowed => decision is ConsentDecision.Refuse,
        OpenLinkResult.CanWithdraw => decision is ConsentDecision.Withdraw,
        _ => false,
    };

    /// <summary>A second guardian can go and leave the request as it is, unless the consent is theirs, or the first's mailbox is.</summary>
    private static bool CanLeave(Registration registration, OpenLinkResult found, Link link) => link.IsSecond
        && registration.Second is { } second
        && !(link.IsQuestion && second.Decided)
        && registration.ForSecond().GuardianKey != registration.GuardianKey
        && found is OpenLinkResult.CanDecide or OpenLinkResult.Verifying or OpenLinkResult.OtherVerifying or OpenLinkResult.OtherAllowed
            or OpenLinkResult.CanWithdraw { IsTheirs: false };

    /// <summary>It was decided, and the mails that say so may not all be sent.</summary>
    private static bool MailIsOwed(OpenLinkResult found) =>
        found is OpenLinkResult.Ended { Registration.State: RegistrationState.Refused or RegistrationState.Withdrawn };

    /// <returns>Null when the registration has changed since it was read; to be tried again.</returns>
    private async Task<RecordDecisionResult?> TryDisownAsync(
        StoredRegistration current, bool second, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var disowned = current.Registration.DisownedBy(second);
        var theirs = second ? disowned.ForSecond() : disowned;
        await suppressMails.ExecuteAsync(theirs, cancellationToken);
        return await store.TrySaveAsync(current, Registration.Record(disowned, "NotTheirChild", Actor.Guardian, now), cancellationToken)
            ? new RecordDecisionResult.Disowned(theirs)
            : null;
    }

    /// <summary>
    /// Of two guardians a no wins at any time: one that comes after a yes is a withdrawal. "Not my child" ends a consent, whoever gave
    /// it at that mailbox. To a question it is a no: the consent before it stays.
    /// </summary>
    private static ConsentDecision MeantBy(ConsentDecision decision, OpenLinkResult found, Link link) => decision switch
    {
        ConsentDecision.NotMyChild when link.IsQuestion => ConsentDecision.Refuse,
        ConsentDecision.Refuse when found is OpenLinkResult.CanWithdraw { Registration.Second: not null } => ConsentDecision.Withdraw,
        ConsentDecision.NotMyChild or ConsentDecision.Erase when found is OpenLinkResult.CanWithdraw => ConsentDecision.Withdraw,
        _ => decision,
    };

    /// <summary>The notice that was decided on; null where it is not known, and for a withdrawal, which leaves that of the grant.</summary>
    private DirectNotice? NoticeOf(Registration registration, RecordDecisionCommand command) => command switch
    {
        { Decision: ConsentDecision.Withdraw } => null,
        { NoticeHash: { } shown } => ComposeNotice.InEachLanguage(policies, registration).FirstOrDefault(notice => notice.Hash == shown),
        _ => ComposeNotice.For(policies, registration, command.Language),
    };

    /// <summary>Only a yes needs a notice to stand on; a no counts whatever was read.</summary>
    private RecordDecisionResult? Objection(
        Registration registration, OpenLinkResult found, DirectNotice? notice, RecordDecisionCommand command) => command.Decision switch
        {
            ConsentDecision.Grant when policies.Allowed(registration.Purposes, command.Purposes).Count == 0 => new RecordDecisionResult.NothingAllowed(found),
            ConsentDecision.Grant when notice is null => new RecordDecisionResult.NoticeChanged(found),
            _ => null,
        };

    private RegistrationChange? Change(
        Registration registration, RecordDecisionCommand command, DirectNotice? notice, DeviceHashes? device, DateTimeOffset now)
    {
        if (command.Decision is ConsentDecision.Withdraw)
        {
            return Withdrawal.Of(registration, Actor.Guardian, policies, now);
        }

        if (command.Decision is not ConsentDecision.Grant)
        {
            return registration.Move(MoveOf(command.Decision), Actor.Guardian, now) is { } ended
                ? ended with { Registration = (ended.Registration.Decided(now) with { HoldsData = false }).On(notice) }
                : null;
        }

        var said = Said(registration, command, notice, now);
        var asked = registration.Raise(policies, device, now);
        if (!asked.Method.IsImmediate())
        {
            return asked.Begin(asked.Method, said, now, policies.FindClient(asked)?.Provider);
        }

        return asked.Move(RegistrationMove.Grant, Actor.Guardian, now) is { } granted
            ? granted with { Registration = GrantCheck.Granted(granted.Registration, said, now).On(notice) }
            : null;
    }

    /// <exception cref="InvalidOperationException">The key that seals the details is not in force: a consent could not be shown later.</exception>
    private PendingGrant Said(Registration registration, RecordDecisionCommand command, DirectNotice? notice, DateTimeOffset now) =>
        registration.Details is { } details
            ? new PendingGrant(
                command.GuardianName,
                command.Relationship,
                policies.Allowed(registration.Purposes, command.Purposes),
                notice?.Language ?? command.Language ?? details.Locale,
                notice?.Hash,
                now)
            : throw new InvalidOperationException("The details of the registration are sealed with a key that is not in force.");

    /// <summary>Queues what follows the decision before it is saved: a crash between the two then loses nothing.</summary>
    private IEnumerable<Task> Prepare(
        Registration before, Registration decided, ConsentDecision decision, CancellationToken cancellationToken)
    {
        if (before.FormLine is { } form && before.Verification.Step is VerificationStep.FormReceived)
        {
            yield return queues.SendAsync(new DeletionMessage([], Form: form), TimeSpan.Zero, cancellationToken);
        }

        if (decided.Signals.Count > before.Signals.Count)
        {
            yield return signals.AddAsync(SignalReport.Of(decided, clock.GetUtcNow()), cancellationToken);
        }

        switch (decision)
        {
            case ConsentDecision.Grant when decided is { IsQuestion: true, Verification.IsPending: true }:
                // What was said is kept no longer than the question.
                yield return deadlines.AddAsync(decided.DeadlineEntry, cancellationToken);
                break;
            case ConsentDecision.Grant when decided.Verification.IsPending:
            case ConsentDecision.Refuse when decided.IsQuestion:
                break;
            case ConsentDecision.Refuse when before.YesToQuestion() is { } yes:
                yield return queues.SendAsync(
                    new OutgoingMailMessage(before.Id, MailKind.Withdrawn, yes.Mark) { Question = true }, TimeSpan.Zero, cancellationToken);
                break;
            case ConsentDecision.Grant:
                foreach (var message in GrantMessages.SendAsync(queues, decided, policies, cancellationToken))
                {
                    yield return message;
                }

                break;
            case ConsentDecision.NotMyChild:
                yield return queues.SendAsync(new DeletionMessage([decided.DeadlineEntry.ToString()]), TimeSpan.Zero, cancellationToken);
                break;
            case ConsentDecision.Withdraw:
                foreach (var step in Withdrawal.Prepare(decided, deadlines, queues, cancellationToken))
                {
                    yield return step;
                }

                break;
            default:
                yield return SendMailAsync(decided, MailKind.Refused, cancellationToken);
                break;
        }
    }

    private Task SendMailAsync(Registration decided, MailKind kind, CancellationToken cancellationToken) =>
        queues.SendAsync(new OutgoingMailMessage(decided.Id, kind, decided.DecisionId!), TimeSpan.Zero, cancellationToken);

    private static RegistrationMove MoveOf(ConsentDecision decision) => decision switch
    {
        ConsentDecision.Refuse => RegistrationMove.Refuse,
        _ => RegistrationMove.Disown,
    };
}
