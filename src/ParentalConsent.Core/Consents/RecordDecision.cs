using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Consents;

/// <param name="Purposes">Those ticked; integral ones are added to a grant, unknown ones are dropped.</param>
/// <param name="GuardianName">As typed; required for every decision. Kept only with a grant.</param>
/// <param name="Relationship">As typed; null where the decision needs none.</param>
public sealed record RecordDecisionCommand(
    string? Token, ConsentDecision Decision, IReadOnlyList<string> Purposes, string GuardianName, string? Relationship)
{
    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(RecordDecisionCommand);
}

public abstract record RecordDecisionResult
{
    private RecordDecisionResult()
    {
    }

    public sealed record Recorded(Registration Registration) : RecordDecisionResult;

    /// <summary>It is not the second guardian's child: they are not asked any more. The request itself goes on.</summary>
    /// <param name="Registration">As it was for them.</param>
    public sealed record Left(Registration Registration) : RecordDecisionResult;

    /// <summary>Nothing was changed; the link leads where <paramref name="Found"/> says.</summary>
    public sealed record NotPossible(OpenLinkResult Found) : RecordDecisionResult;
}

/// <summary>Takes down what a guardian decided. Three calls; four for a withdrawal, which indexes its deadline anew.</summary>
public sealed class RecordDecision(
    IRegistrationStore store, IDeadlineIndex deadlines, IWorkQueues queues, LeaveAsSecond leave, LinkTokens tokens, PolicySet policies, TimeProvider clock)
{
    /// <summary>How long a withdrawn registration's contact details may stay while the mail about it is tried.</summary>
    private static readonly TimeSpan TimeForLastMail = TimeSpan.FromDays(1);

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

        while (await store.FindAsync(link.RegistrationId, cancellationToken) is { } current)
        {
            var now = clock.GetUtcNow();
            var found = OpenLink.Look(current.Registration, link, now);
            if (command.Decision is ConsentDecision.NotMyChild && IsSecond(found))
            {
                if (await leave.TryAsync(current, cancellationToken))
                {
                    return new RecordDecisionResult.Left(current.Registration.ForSecond());
                }

                continue;
            }

            var decision = MeantBy(command.Decision, found);
            var open = found is OpenLinkResult.CanDecide && decision is not ConsentDecision.Withdraw
                || found is OpenLinkResult.CanWithdraw && decision is ConsentDecision.Withdraw;
            if (!open || current.Registration.Move(MoveOf(decision), Actor.Guardian, now) is not { } moved)
            {
                return new RecordDecisionResult.NotPossible(found);
            }

            var decided = Decided(moved.Registration, command with { Decision = decision }, now);
            var change = moved with
            {
                Registration = decided with { Second = decided.Second is { } second ? second with { Decided = IsSecond(found) } : null },
            };
            await PrepareAsync(change.Registration, decision, cancellationToken);
            if (await store.TrySaveAsync(current, change, cancellationToken))
            {
                return new RecordDecisionResult.Recorded(change.Registration);
            }
        }

        return new RecordDecisionResult.NotPossible(new OpenLinkResult.Unknown());
    }

    private static bool IsSecond(OpenLinkResult found) =>
        found is OpenLinkResult.CanDecide { IsSecond: true } or OpenLinkResult.CanWithdraw { IsSecond: true };

    /// <summary>Of two guardians a no wins at any time: one that comes after the other's yes is a withdrawal.</summary>
    private static ConsentDecision MeantBy(ConsentDecision decision, OpenLinkResult found) =>
        decision is ConsentDecision.Refuse or ConsentDecision.NotMyChild && found is OpenLinkResult.CanWithdraw { Registration.Second: not null }
            ? ConsentDecision.Withdraw
            : decision;

    private Registration Decided(Registration registration, RecordDecisionCommand command, DateTimeOffset now)
    {
        var decided = registration with
        {
            DecidedAt = now,
            DecisionId = RegistrationIds.NewMark(),
            // Whoever decides has read a mail, whatever the server said of a later one.
            Mail = registration.Mail with { Tries = 0, LastError = null, OutcomeAt = null, Bounced = false, Stopped = null },
        };
        return command.Decision switch
        {
            ConsentDecision.Grant => decided with
            {
                GrantedPurposes = Allowed(registration.Purposes, command.Purposes),
                Details = Readable(decided) with { GuardianName = command.GuardianName, Relationship = command.Relationship },
            },
            ConsentDecision.Withdraw => decided with
            {
                HoldsData = false,
                GrantedPurposes = [],
                Deadline = DeadlineEntry.Round(now + (policies.FindClient(registration)?.Lasting(TimeForLastMail) ?? TimeForLastMail)),
            },
            _ => decided with { HoldsData = false },
        };
    }

    /// <exception cref="InvalidOperationException">The key that seals the details is not in force: a consent could not be shown later.</exception>
    private static PersonalDetails Readable(Registration registration) => registration.Details
        ?? throw new InvalidOperationException("The details of the registration are sealed with a key that is not in force.");

    private string[] Allowed(IReadOnlyList<string> asked, IReadOnlyList<string> ticked) =>
        [.. asked.Where(id => policies.Purposes.TryGetValue(id, out var purpose) && (purpose.Integral || ticked.Contains(id)))];

    /// <summary>Queues what follows the decision before it is saved: a crash between the two then loses nothing.</summary>
    private Task PrepareAsync(Registration decided, ConsentDecision decision, CancellationToken cancellationToken) => decision switch
    {
        ConsentDecision.NotMyChild => queues.SendAsync(
            new DeletionMessage([decided.DeadlineEntry.ToString()]), TimeSpan.Zero, cancellationToken),
        ConsentDecision.Withdraw => Task.WhenAll(
            deadlines.AddAsync(decided.DeadlineEntry, cancellationToken),
            SendMailAsync(decided, MailKind.Withdrawn, cancellationToken)),
        ConsentDecision.Grant => SendMailAsync(decided, MailKind.Granted, cancellationToken),
        _ => SendMailAsync(decided, MailKind.Refused, cancellationToken),
    };

    private Task SendMailAsync(Registration decided, MailKind kind, CancellationToken cancellationToken) =>
        queues.SendAsync(new OutgoingMailMessage(decided.Id, kind, decided.DecisionId!), TimeSpan.Zero, cancellationToken);

    private static RegistrationMove MoveOf(ConsentDecision decision) => decision switch
    {
        ConsentDecision.Grant => RegistrationMove.Grant,
        ConsentDecision.Refuse => RegistrationMove.Refuse,
        ConsentDecision.NotMyChild => RegistrationMove.Disown,
        _ => RegistrationMove.Withdraw,
    };
}
