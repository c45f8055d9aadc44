using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Consents;

/// <summary>The end of a consent that was given, whoever ends it.</summary>
public static class Withdrawal
{
    /// <summary>How long a withdrawn registration's contact details may stay while the mail about it is tried.</summary>
    private static readonly TimeSpan TimeForLastMail = TimeSpan.FromDays(1);

    /// <returns>Null where there is no consent to end.</returns>
    public static RegistrationChange? Of(Registration registration, Actor actor, PolicySet policies, DateTimeOffset now) =>
        registration.Move(RegistrationMove.Withdraw, actor, now) is { } ended
            ? ended with
            {
                Registration = ended.Registration.Decided(now) with
                {
                    HoldsData = false,
                    GrantedPurposes = [],
                    Deadline = DeadlineEntry.Round(now + (policies.FindClient(registration)?.Lasting(TimeForLastMail) ?? TimeForLastMail)),
                },
            }
            : null;

    /// <summary>The same where the guardian asked for the deletion itself (COPPA 312.6(a)(2), GDPR 17).</summary>
    public static RegistrationChange AskedFor(this RegistrationChange withdrawn) =>
        withdrawn with { Registration = withdrawn.Registration with { DeletionReason = DeletionReason.GuardianRequest } };

    /// <summary>What must be there before it is saved: the new line of the index, and the mail about it.</summary>
    public static IEnumerable<Task> Prepare(
        Registration withdrawn, IDeadlineIndex deadlines, IWorkQueues queues, CancellationToken cancellationToken)
    {
        yield return deadlines.AddAsync(withdrawn.DeadlineEntry, cancellationToken);
        yield return queues.SendAsync(
            new OutgoingMailMessage(withdrawn.Id, MailKind.Withdrawn, withdrawn.DecisionId!), TimeSpan.Zero, cancellationToken);
    }
}
