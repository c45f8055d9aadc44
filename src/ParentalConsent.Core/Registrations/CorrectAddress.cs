using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Signals;

namespace ParentalConsent.Core.Registrations;

/// <param name="ChildEmail">Only compared with the parent's; never stored. Null where the client does not say.</param>
public sealed record CorrectAddressCommand(ClientPolicy Client, string RegistrationId, string ParentEmail, string? ChildEmail)
{
    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(CorrectAddressCommand);
}

public abstract record CorrectAddressResult
{
    private CorrectAddressResult()
    {
    }

    /// <summary>The request goes to the new address; links in mails to the old one are dead.</summary>
    public sealed record Corrected(Registration Registration) : CorrectAddressResult;

    /// <summary>It is the address already, perhaps by this same call, whose answer was lost.</summary>
    public sealed record Unchanged(Registration Registration) : CorrectAddressResult;

    /// <summary>It is the second guardian's address.</summary>
    public sealed record SecondGuardians : CorrectAddressResult;

    public sealed record NotFound : CorrectAddressResult;

    /// <summary>A guardian has decided, or it ended otherwise.</summary>
    public sealed record NotWaiting : CorrectAddressResult;

    public sealed record TooManyChanges : CorrectAddressResult;

    /// <summary>The address is the child's own, and the client has no method that checks for an adult.</summary>
    public sealed record ParentEmailIsChilds : CorrectAddressResult;
}

/// <summary>
/// The client corrects the guardian's address before a decision. Three calls. The deadline stays, and so does the held data.
/// </summary>
public sealed class CorrectAddress(
    IRegistrationStore store, IWorkQueues queues, RegistrationIds ids, PolicySet policies, TimeProvider clock)
{
    public const int MostChanges = 3;

    public async Task<CorrectAddressResult> ExecuteAsync(CorrectAddressCommand command, CancellationToken cancellationToken)
    {
        var hash = await ids.ForGuardianAsync(command.ParentEmail, cancellationToken);
        while (await store.FindAsync(command.RegistrationId, cancellationToken) is { Registration: var registration } current
            && registration.ClientId == command.Client.Id)
        {
            var now = clock.GetUtcNow();
            if (registration.State is not RegistrationState.AwaitingParent || registration.IsExpiredAt(now))
            {
                return new CorrectAddressResult.NotWaiting();
            }

            if (registration.GuardianHash == hash)
            {
                return new CorrectAddressResult.Unchanged(registration);
            }

            if (registration.Second?.Hash == hash)
            {
                return new CorrectAddressResult.SecondGuardians();
            }

            if (registration.AddressChanges >= MostChanges)
            {
                return new CorrectAddressResult.TooManyChanges();
            }

            var corrected = Correct(registration, command, hash);
            if (corrected.Signals.Contains(RiskSignal.SameAddress) && corrected.Method.Level() < Assurance.Verified)
            {
                return new CorrectAddressResult.ParentEmailIsChilds();
            }

            if (registration.FormLine is { } form && registration.Verification.Step is VerificationStep.FormReceived)
            {
                await queues.SendAsync(new DeletionMessage([], Form: form), TimeSpan.Zero, cancellationToken);
            }

            await queues.SendAsync(
                new OutgoingMailMessage(corrected.Id, MailKind.Notice, corrected.LinkMark) { Correction = true },
                TimeSpan.Zero,
                cancellationToken);
            var change = Registration.Record(corrected, "AddressChanged", Actor.Client, now);
            if (await store.TrySaveAsync(current, change, cancellationToken))
            {
                return new CorrectAddressResult.Corrected(change.Registration);
            }
        }

        return new CorrectAddressResult.NotFound();
    }

    private Registration Correct(Registration registration, CorrectAddressCommand command, string hash)
    {
        var details = registration.Details
            ?? throw new InvalidOperationException("The details of the registration are sealed with a key that is not in force.");

        // Without the child's address it cannot be told whether an earlier sign still holds; it then does.
        var earlier = command.ChildEmail is null ? registration.Signals : [];
        RiskSignal[] signals =
            [.. earlier.Union(AddressSignals.Of(command.ParentEmail, command.ChildEmail, policies.DisposableDomains))];
        var choice = MethodChoice.Make(policies, command.Client, registration.Purposes, details.Country, signals);
        return registration with
        {
            AddressMark = RegistrationIds.NewMark(),
            AddressChanges = registration.AddressChanges + 1,
            GuardianHash = hash,
            Signals = signals,
            Method = choice.Method,
            NeededAssurance = choice.Needed,
            // Whoever reads the old address is asked no more, and a yes of theirs that waits for its check does not count.
            // Nor does one of a second guardian's: the address may ask for a stronger check.
            Verification = new Verification(),
            Second = registration.SpokenBy(second: false).Second,
            Details = details with { GuardianEmail = command.ParentEmail.Trim(), Pending = null },
            Mail = new MailProgress { Resends = registration.Mail.Resends, Resent = registration.Mail.Resends },
        };
    }
}
