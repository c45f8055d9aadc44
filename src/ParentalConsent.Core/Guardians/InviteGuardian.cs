using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Signals;

namespace ParentalConsent.Core.Guardians;

/// <param name="ChildEmail">Only compared with guardians' addresses, by keyed hashes; never stored. Null where the client does not say it again.</param>
public sealed record InviteGuardianCommand(ClientPolicy Client, string RegistrationId, string ParentEmail, string? ChildEmail = null)
{
    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(InviteGuardianCommand);
}

public abstract record InviteGuardianResult
{
    private InviteGuardianResult()
    {
    }

    public sealed record Invited(Registration Registration) : InviteGuardianResult;

    /// <summary>They are invited already, perhaps by this same call, whose answer was lost.</summary>
    public sealed record Unchanged(Registration Registration) : InviteGuardianResult;

    public sealed record NotFound : InviteGuardianResult;

    /// <summary>It ended: there is nothing to decide or withdraw.</summary>
    public sealed record Over : InviteGuardianResult;

    /// <summary>Somebody else is the second guardian.</summary>
    public sealed record AlreadyTwo : InviteGuardianResult;

    /// <summary>Their address bounced, and was replaced, or the first's was, too often already.</summary>
    public sealed record TooManyChanges : InviteGuardianResult;

    /// <summary>The address is the first guardian's.</summary>
    public sealed record SameGuardian : InviteGuardianResult;

    /// <summary>The address is the child's own, and the client has no method that checks for an adult.</summary>
    public sealed record ParentEmailIsChilds : InviteGuardianResult;
}

/// <summary>
/// Invites a second guardian: to decide like the first while nobody has, and to withdraw what was granted. Three calls, and one
/// more where the address gives a sign.
/// </summary>
public sealed class InviteGuardian(
    IRegistrationStore store,
    IWorkQueues queues,
    ISignalReports signals,
    GuardianSigns signs,
    RegistrationIds ids,
    PolicySet policies,
    TimeProvider clock)
{
    public async Task<InviteGuardianResult> ExecuteAsync(InviteGuardianCommand command, CancellationToken cancellationToken)
    {
        var hash = await ids.ForGuardianAsync(command.ParentEmail, cancellationToken);
        var mailbox = await ids.ForMailboxAsync(command.ParentEmail, cancellationToken);
        while (await store.FindAsync(command.RegistrationId, cancellationToken) is { Registration: var registration } current
            && registration.ClientId == command.Client.Id)
        {
            var now = clock.GetUtcNow();
            if (Refusal(registration, hash, now) is { } refusal)
            {
                return refusal;
            }

            var second = new SecondGuardian { Mark = RegistrationIds.NewMark(), Hash = hash, MailboxHash = mailbox };
            var (invited, found) = await InviteAsync(registration, second, command, cancellationToken);
            if (found.Contains(RiskSignal.SameAddress) && MethodFor(invited, command).Method.Level() < Assurance.Verified)
            {
                return new InviteGuardianResult.ParentEmailIsChilds();
            }

            if (found.Count > 0 || invited.Signals.Except(registration.Signals).Any())
            {
                await signals.AddAsync(SignalReport.Of(invited, now), cancellationToken);
            }

            await queues.SendAsync(
                new OutgoingMailMessage(invited.Id, MailKind.Notice, invited.Second!.Mark) { Second = true },
                TimeSpan.Zero,
                cancellationToken);
            var change = Registration.Record(invited, "SecondGuardianInvited", Actor.Client, now);
            if (await store.TrySaveAsync(current, change, cancellationToken))
            {
                return new InviteGuardianResult.Invited(change.Registration);
            }
        }

        return new InviteGuardianResult.NotFound();
    }

    private static InviteGuardianResult? Refusal(Registration registration, string hash, DateTimeOffset now) => registration switch
    {
        { State: not (RegistrationState.AwaitingParent or RegistrationState.Granted) } => new InviteGuardianResult.Over(),
        { State: RegistrationState.AwaitingParent } when registration.IsExpiredAt(now) => new InviteGuardianResult.Over(),
        { GuardianHash: var first } when first == hash => new InviteGuardianResult.SameGuardian(),
        { Second: { } second } when second.Hash == hash => new InviteGuardianResult.Unchanged(registration),
        { Second: { Bounced: true, Decided: false } } when !Spoke(registration) =>
            registration.AddressChanges >= CorrectAddress.MostChanges ? new InviteGuardianResult.TooManyChanges() : null,
        { Second: not null } => new InviteGuardianResult.AlreadyTwo(),
        _ => null,
    };

    /// <summary>Whether the second guardian answered a question; their part of the consent is theirs.</summary>
    private static bool Spoke(Registration registration) =>
        registration.Question is { BySecond: true } || registration.Further.Any(further => further.BySecond);

    /// <returns>The registration with the second guardian, and the signs that their address gives.</returns>
    private async Task<(Registration Invited, IReadOnlyList<RiskSignal> Found)> InviteAsync(
        Registration registration, SecondGuardian second, InviteGuardianCommand command, CancellationToken cancellationToken)
    {
        var details = await signs.WithChildAsync(
            registration.Details
                ?? throw new InvalidOperationException("The details of the registration are sealed with a key that is not in force."),
            command.ChildEmail,
            registration.Id,
            cancellationToken);
        var found = await signs.OfAsync(command.ParentEmail, details, registration.Id, cancellationToken);
        var first = await signs.OfAsync(details.GuardianEmail, details, registration.Id, cancellationToken);
        var invited = registration with
        {
            Second = second,
            AddressChanges = registration.AddressChanges + (registration.Second is null ? 0 : 1),
            Question = registration.Question is { } question && registration.Second is not null
                ? question with { SecondMark = null, SecondMail = new() }
                : registration.Question,
            Details = details with { SecondGuardianEmail = command.ParentEmail.Trim() },
            Signals = [.. registration.Signals.Union(first).Union(found)],
        };
        if (registration is not { State: RegistrationState.AwaitingParent, Verification.IsPending: false })
        {
            // Nobody is left to decide, or the yes that is being checked is the first's, and goes on by its method.
            return (invited, found);
        }

        // They can decide, so what their address tells counts as the first's does.
        var choice = MethodFor(invited, command);
        return (invited with { Method = choice.Method, NeededAssurance = choice.Needed }, found);
    }

    private MethodChoice MethodFor(Registration invited, InviteGuardianCommand command) =>
        MethodChoice.Make(policies, command.Client, invited.Purposes, invited.Details?.Country, invited.Signals);
}
