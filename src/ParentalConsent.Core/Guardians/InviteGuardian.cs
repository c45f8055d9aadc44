using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Signals;

namespace ParentalConsent.Core.Guardians;

public sealed record InviteGuardianCommand(ClientPolicy Client, string RegistrationId, string ParentEmail)
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

    /// <summary>The address is the first guardian's.</summary>
    public sealed record SameGuardian : InviteGuardianResult;
}

/// <summary>
/// Invites a second guardian: to decide like the first while nobody has, and to withdraw what was granted. Three calls.
/// </summary>
public sealed class InviteGuardian(
    IRegistrationStore store, IWorkQueues queues, RegistrationIds ids, PolicySet policies, TimeProvider clock)
{
    public async Task<InviteGuardianResult> ExecuteAsync(InviteGuardianCommand command, CancellationToken cancellationToken)
    {
        var hash = await ids.ForGuardianAsync(command.ParentEmail, cancellationToken);
        while (await store.FindAsync(command.RegistrationId, cancellationToken) is { Registration: var registration } current
            && registration.ClientId == command.Client.Id)
        {
            var now = clock.GetUtcNow();
            if (Refusal(registration, hash, now) is { } refusal)
            {
                return refusal;
            }

            var invited = Invite(registration, command, hash);
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
        { Second: not null } => new InviteGuardianResult.AlreadyTwo(),
        _ => null,
    };

    private Registration Invite(Registration registration, InviteGuardianCommand command, string hash)
    {
        var details = registration.Details
            ?? throw new InvalidOperationException("The details of the registration are sealed with a key that is not in force.");
        var invited = registration with
        {
            Second = new SecondGuardian { Mark = RegistrationIds.NewMark(), Hash = hash },
            Details = details with { SecondGuardianEmail = command.ParentEmail.Trim() },
        };
        if (registration.State is not RegistrationState.AwaitingParent)
        {
            return invited;
        }

        // They can decide, so what their address tells counts as the first's does.
        RiskSignal[] signals =
            [.. registration.Signals.Union(AddressSignals.Of(command.ParentEmail, childEmail: null, policies.DisposableDomains))];
        if (registration.Verification.IsPending)
        {
            // The yes that is being checked is the first's, and goes on by its method.
            return invited with { Signals = signals };
        }

        var choice = MethodChoice.Make(policies, command.Client, registration.Purposes, details.Country, signals);
        return invited with { Signals = signals, Method = choice.Method, NeededAssurance = choice.Needed };
    }
}
