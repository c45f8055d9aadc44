using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Signals;

namespace ParentalConsent.Core.Registrations;

/// <param name="ChildEmail">Only compared with guardians' addresses, by keyed hashes; never stored. Null where the client does not say it again.</param>
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
/// The client corrects the guardian's address before a decision. Three calls, and one more where the address gives a sign.
/// The deadline stays, and so does the held data.
/// </summary>
public sealed class CorrectAddress(
    IRegistrationStore store,
    IWorkQueues queues,
    ISignalReports signals,
    GuardianSigns signs,
    RegistrationIds ids,
    PolicySet policies,
    TimeProvider clock)
{
    public const int MostChanges = 3;

    public async Task<CorrectAddressResult> ExecuteAsync(CorrectAddressCommand command, CancellationToken cancellationToken)
    {
        var hash = await ids.ForGuardianAsync(command.ParentEmail, cancellationToken);
        var mailbox = await ids.ForMailboxAsync(command.ParentEmail, cancellationToken);
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

            var (corrected, found) = await CorrectAsync(registration, command, cancellationToken);
            corrected = corrected with { GuardianHash = hash, MailboxHash = mailbox };
            if (found.Contains(RiskSignal.SameAddress) && corrected.Method.Level() < Assurance.Verified)
            {
                return new CorrectAddressResult.ParentEmailIsChilds();
            }

            if (registration.FormLine is { } form && registration.Verification.Step is VerificationStep.FormReceived)
            {
                await queues.SendAsync(new DeletionMessage([], Form: form), TimeSpan.Zero, cancellationToken);
            }

            if (found.Count > 0 || corrected.Signals.Except(registration.Signals).Any())
            {
                await signals.AddAsync(SignalReport.Of(corrected, now), cancellationToken);
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

    /// <returns>The registration with the new address, and the signs that this address gives.</returns>
    private async Task<(Registration Corrected, IReadOnlyList<RiskSignal> Found)> CorrectAsync(
        Registration registration, CorrectAddressCommand command, CancellationToken cancellationToken)
    {
        var details = await signs.WithChildAsync(
            registration.Details
                ?? throw new InvalidOperationException("The details of the registration are sealed with a key that is not in force."),
            command.ChildEmail,
            registration.Id,
            cancellationToken);
        var found = await signs.OfAsync(command.ParentEmail, details, registration.Id, cancellationToken);

        // What the old address and the answers from it told goes with it; what the second guardian's did stays.
        // Where the child's address is not known by its hashes, an earlier sign of it cannot be compared; it stays.
        var second = await signs.OfAsync(details.SecondGuardianEmail, details, registration.Id, cancellationToken);
        var earlier = details.ChildAddress() is null
            ? registration.Signals.Where(signal => signal is RiskSignal.SameAddress or RiskSignal.AddressVariant)
            : [];
        RiskSignal[] all = [.. earlier.Union(second).Union(registration.Second?.Signals ?? []).Union(found)];
        var choice = MethodChoice.Make(policies, command.Client, registration.Purposes, details.Country, all);
        var corrected = registration with
        {
            AddressMark = RegistrationIds.NewMark(),
            AddressChanges = registration.AddressChanges + 1,
            Signals = all,
            Method = choice.Method,
            NeededAssurance = choice.Needed,
            // Whoever reads the old address is asked no more, and a yes of theirs that waits for its check does not count.
            // Nor does one of a second guardian's: the address may ask for a stronger check.
            Verification = new Verification(),
            Second = registration.SpokenBy(second: false).Second,
            Details = details with { GuardianEmail = command.ParentEmail.Trim(), Pending = null },
            Mail = new MailProgress { Resends = registration.Mail.Resends, Resent = registration.Mail.Resends },
        };
        return (corrected, found);
    }
}
