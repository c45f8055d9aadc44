using ParentalConsent.Core.Ages;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Discoveries;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Signals;

namespace ParentalConsent.Core.Registrations;

/// <param name="ParentEmail">Null only where the subject turns out to be of age.</param>
/// <param name="ChildEmail">Only compared with guardians' addresses, by keyed hashes; never stored.</param>
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

    /// <summary>Where it comes from among many; null where it comes alone.</summary>
    public DiscoveredLine? Line { get; init; }

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

    /// <summary>Nobody is asked, by the client's policy for discoveries: the deletion is on its way.</summary>
    public sealed record Deleting(Registration Registration) : StartRegistrationResult;

    /// <summary>This subject is registered with the same guardian already; a discovery that asks nobody leaves any registration alone.</summary>
    public sealed record Existing(Registration Registration) : StartRegistrationResult;

    /// <summary>The client has no method that the law of the subject's country lets count.</summary>
    public sealed record NoMethodForCountry : StartRegistrationResult;

    /// <summary>A minor, and no address of a parent.</summary>
    public sealed record ParentEmailMissing : StartRegistrationResult;

    /// <summary>The "parent's" address is the child's own, and the client has no method that checks for an adult.</summary>
    public sealed record ParentEmailIsChilds : StartRegistrationResult;

    /// <summary>Another line of the same discovery is about this subject, and counts.</summary>
    public sealed record Duplicate(Registration Registration) : StartRegistrationResult;

    /// <summary>What was registered before is still being deleted where it would be found together with what comes.</summary>
    public sealed record DeletionInProgress : StartRegistrationResult;

    /// <summary>This subject is registered with another guardian.</summary>
    public sealed record OtherGuardian : StartRegistrationResult;
}

/// <summary>Begins asking a guardian, when the subject is a minor.</summary>
/// <remarks>
/// Three calls, and one more where there are signals: the deadline and the mail that will be owed first, then the registration. Cut off before the third, an index
/// line and a message remain that fit no registration; cut off after it, everything that follows is already on its way.
/// </remarks>
public sealed class StartRegistration(
    AddRegistration add,
    IDeadlineIndex deadlines,
    IWorkQueues queues,
    ISignalReports signals,
    GuardianSigns signs,
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

        if (!MethodChoice.IsAvailable(policies, command.Client, command.Age.Country))
        {
            return new StartRegistrationResult.NoMethodForCountry();
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
        return await add.ExecuteAsync(added, command.Data, command.Line, tombstone => IsOfSameDiscovery(command, tombstone), cancellationToken) switch
        {
            null => new StartRegistrationResult.Pending(added.Registration),
            var existing when IsOfSameDiscovery(command, existing) => existing.Attempt == registration.Attempt
                ? new StartRegistrationResult.Pending(existing)
                : new StartRegistrationResult.Duplicate(existing),
            { State: RegistrationState.Deleted } => new StartRegistrationResult.DeletionInProgress(),

            // A discovery names no guardian; it is deleted in a moment.
            var existing when existing.GuardianHash is null || existing.GuardianHash == added.Registration.GuardianHash =>
                new StartRegistrationResult.Existing(existing),
            _ => new StartRegistrationResult.OtherGuardian(),
        };
    }

    /// <summary>What a line brought about is not brought about again, even where it is over by now.</summary>
    private static bool IsOfSameDiscovery(StartRegistrationCommand command, Registration registration) =>
        command.Line?.IsOfSameDiscovery(registration) is true;

    private async Task<Registration> BuildAsync(
        StartRegistrationCommand command, string parentEmail, AgeDecision age, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var purposes = command.Purposes is { Count: > 0 } asked ? asked : command.Client.Purposes;
        var id = await ids.ForSubjectAsync(command.Client.Id, command.SubjectId, cancellationToken);
        var device = command.Device is { } hint ? await ids.ForDeviceAsync(hint, id, cancellationToken) : null;
        var details = await signs.WithChildAsync(
            new PersonalDetails
            {
                GuardianEmail = parentEmail.Trim(),
                SubjectId = command.Client.KeepsSubjectId ? command.SubjectId : null,
                ChildName = command.ChildName,
                Locale = command.Locale,
                Country = command.Age.Country,
                OfAgeAt = age.OfAgeAt,
                NetworkHash = device?.Network,
                DeviceHash = device?.Device,
            },
            command.ChildEmail,
            id,
            cancellationToken);
        var found = await signs.OfAsync(parentEmail, details, id, cancellationToken);
        var choice = MethodChoice.Make(policies, command.Client, purposes, command.Age.Country, found);
        return new Registration
        {
            Id = id,
            ClientId = command.Client.Id,
            Attempt = command.Line?.Attempt ?? RegistrationIds.NewMark(),
            CreatedAt = now,
            Deadline = DeadlineEntry.Round(now + command.Client.DeadlineAfter),
            Purposes = purposes,
            GuardianHash = await ids.ForGuardianAsync(parentEmail, cancellationToken),
            MailboxHash = await ids.ForMailboxAsync(parentEmail, cancellationToken),
            NoticeVersion = policies.Notices.InForceAt(now),
            Method = choice.Method,
            NeededAssurance = choice.Needed,
            Signals = found,
            HoldsData = command.Data is not null,
            FurtherSteps = command.Client.FurtherSteps,
            Details = details,
        };
    }
}
