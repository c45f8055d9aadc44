using ParentalConsent.Core.Ages;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Signals;

namespace ParentalConsent.Core.Registrations;

/// <param name="ParentEmail">Null only where the subject turns out to be of age.</param>
/// <param name="ChildEmail">Only compared with the parent's; never stored.</param>
/// <param name="Purposes">Null or empty: all of the client's.</param>
/// <param name="Data">JSON, at most 64 KiB.</param>
public sealed record StartRegistrationCommand(
    ClientPolicy Client,
    string SubjectId,
    AgeStatement Age,
    string? Locale,
    string? ParentEmail,
    string? ChildEmail,
    string? ChildName,
    IReadOnlyList<string>? Purposes,
    ReadOnlyMemory<byte>? Data)
{
    /// <summary>What the client saw of the child's browser; null where it passed nothing.</summary>
    public DeviceHint? Device { get; init; }

    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(StartRegistrationCommand);
}

public abstract record StartRegistrationResult
{
    private StartRegistrationResult()
    {
    }

    /// <summary>Of age: nothing was stored.</summary>
    public sealed record NotRequired(AgeDecision Age) : StartRegistrationResult;

    public sealed record Pending(Registration Registration) : StartRegistrationResult;

    /// <summary>This subject is registered with the same guardian already.</summary>
    public sealed record Existing(Registration Registration) : StartRegistrationResult;

    /// <summary>A minor, and no address of a parent.</summary>
    public sealed record ParentEmailMissing : StartRegistrationResult;

    /// <summary>The "parent's" address is the child's own, and the client has no method that checks for an adult.</summary>
    public sealed record ParentEmailIsChilds : StartRegistrationResult;

    /// <summary>This subject is registered with another guardian.</summary>
    public sealed record OtherGuardian : StartRegistrationResult;
}

/// <summary>Begins asking a guardian, when the subject is a minor.</summary>
/// <remarks>
/// Three calls, and one more where there are signals: the deadline and the mail that will be owed first, then the registration. Cut off before the third, an index
/// line and a message remain that fit no registration; cut off after it, everything that follows is already on its way.
/// </remarks>
public sealed class StartRegistration(
    IRegistrationStore store,
    IDeadlineIndex deadlines,
    IDeletionLog log,
    IWorkQueues queues,
    ISignalReports signals,
    RegistrationIds ids,
    PolicySet policies,
    TimeProvider clock)
{
    public async Task<StartRegistrationResult> ExecuteAsync(StartRegistrationCommand command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var age = policies.Decide(command.Client, command.Age, now);
        if (!age.ConsentRequired)
        {
            return new StartRegistrationResult.NotRequired(age);
        }

        if (command.ParentEmail is not { } parentEmail)
        {
            return new StartRegistrationResult.ParentEmailMissing();
        }

        var registration = await BuildAsync(command, parentEmail, age, now, cancellationToken);
        if (registration.Signals.Contains(RiskSignal.SameAddress) && registration.Method.Level() < Assurance.Verified)
        {
            // The client has no method that could tell the child from a parent who share an address.
            return new StartRegistrationResult.ParentEmailIsChilds();
        }

        var added = Registration.Record(registration, nameof(RegistrationState.AwaitingParent), Actor.Client, now);
        if (registration.Signals.Count > 0 || registration.NeededAssurance > registration.Method.Level())
        {
            await signals.AddAsync(SignalReport.Of(registration, now), cancellationToken);
        }

        await Task.WhenAll(
            deadlines.AddAsync(registration.DeadlineEntry, cancellationToken),
            queues.SendAsync(
                new OutgoingMailMessage(registration.Id, MailKind.Notice, registration.Attempt), TimeSpan.Zero, cancellationToken));
        return await store.TryAddAsync(added, command.Data, tombstone: null, cancellationToken)
            ? new StartRegistrationResult.Pending(added.Registration)
            : await MeetExistingAsync(added, command.Data, cancellationToken);
    }

    private async Task<StartRegistrationResult> MeetExistingAsync(
        RegistrationChange added, ReadOnlyMemory<byte>? data, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(added.Registration.Id, cancellationToken) is not { } existing)
        {
            throw new InvalidOperationException("The registration could not be added, and is not there.");
        }

        if (existing.Registration.State is RegistrationState.Deleted)
        {
            // Its worker may have been cut off before it logged the deletion; without the tombstone nobody could.
            await log.AppendAsync([LogRecord.OfDeletion(existing.Registration)], cancellationToken);
            return await store.TryAddAsync(added, data, existing, cancellationToken)
                ? new StartRegistrationResult.Pending(added.Registration)
                : await MeetExistingAsync(added, data, cancellationToken);
        }

        return existing.Registration.GuardianHash == added.Registration.GuardianHash
            ? new StartRegistrationResult.Existing(existing.Registration)
            : new StartRegistrationResult.OtherGuardian();
    }

    private async Task<Registration> BuildAsync(
        StartRegistrationCommand command, string parentEmail, AgeDecision age, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var purposes = command.Purposes is { Count: > 0 } asked ? asked : command.Client.Purposes;
        var signs = AddressSignals.Of(parentEmail, command.ChildEmail, policies.DisposableDomains);
        var choice = MethodChoice.Make(policies, command.Client, purposes, command.Age.Country, signs);
        var id = await ids.ForSubjectAsync(command.Client.Id, command.SubjectId, cancellationToken);
        var device = command.Device is { } hint ? await ids.ForDeviceAsync(hint, id, cancellationToken) : null;
        return new Registration
        {
            Id = id,
            ClientId = command.Client.Id,
            Attempt = RegistrationIds.NewMark(),
            CreatedAt = now,
            Deadline = DeadlineEntry.Round(now + command.Client.DeadlineAfter),
            Purposes = purposes,
            GuardianHash = await ids.ForGuardianAsync(parentEmail, cancellationToken),
            NoticeVersion = policies.Notices.InForceAt(now),
            Method = choice.Method,
            NeededAssurance = choice.Needed,
            Signals = signs,
            HoldsData = command.Data is not null,
            Details = new PersonalDetails
            {
                GuardianEmail = parentEmail.Trim(),
                ChildName = command.ChildName,
                Locale = command.Locale,
                Country = command.Age.Country,
                OfAgeAt = age.OfAgeAt,
                NetworkHash = device?.Network,
                DeviceHash = device?.Device,
            },
        };
    }
}
