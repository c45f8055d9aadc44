using ParentalConsent.Core.Ages;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Discoveries;

/// <summary>
/// An account that exists turns out to be a minor's, or of nobody knows what age: a guardian is asked as for a registration, or, by the
/// client's policy, the account goes at once.
/// </summary>
/// <remarks>
/// To delete at once takes three calls, in the order of <see cref="StartRegistration"/>: index line and message first. Nothing about anybody
/// is stored: what is added is a registration that has ended already, without details.
/// </remarks>
public sealed class RecordDiscovery(
    StartRegistration start,
    AddRegistration add,
    IDeadlineIndex deadlines,
    IWorkQueues queues,
    RegistrationIds ids,
    PolicySet policies,
    TimeProvider clock)
{
    /// <summary>Within this time the same discovery is told the deletion that it brought about before; later it brings about another.</summary>
    public static readonly TimeSpan Repeated = TimeSpan.FromDays(1);

    /// <param name="command">Without data: the client's systems hold it.</param>
    public Task<StartRegistrationResult> ExecuteAsync(StartRegistrationCommand command, CancellationToken cancellationToken) =>
        command.Client.Discoveries is DiscoveryPolicy.Ask
            ? start.ExecuteAsync(command, cancellationToken)
            : DeleteAsync(command, cancellationToken);

    private async Task<StartRegistrationResult> DeleteAsync(StartRegistrationCommand command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var age = policies.Decide(command.Client, command.Age, now);
        if (!age.ConsentRequired)
        {
            return new StartRegistrationResult.NotRequired(age);
        }

        var added = End(await ids.ForSubjectAsync(command.Client.Id, command.SubjectId, cancellationToken), command, now);
        await Task.WhenAll(
            deadlines.AddAsync(added.Registration.DeadlineEntry, cancellationToken),
            queues.SendAsync(new DeletionMessage([added.Registration.DeadlineEntry.ToString()]), TimeSpan.Zero, cancellationToken));
        return await add.ExecuteAsync(
            added, data: null, command.Line, tombstone => WasJustDiscovered(tombstone, now) || IsOfSameDiscovery(command, tombstone), cancellationToken) switch
        {
            null => new StartRegistrationResult.Deleting(added.Registration),
            var existing when IsOfSameDiscovery(command, existing) && existing.Attempt != added.Registration.Attempt =>
                new StartRegistrationResult.Duplicate(existing),
            { DeletionReason: DeletionReason.Discovered } existing
                when existing.State is not RegistrationState.Deleted || WasJustDiscovered(existing, now) || IsOfSameDiscovery(command, existing) =>
                new StartRegistrationResult.Deleting(existing),
            { State: RegistrationState.Deleted } => new StartRegistrationResult.DeletionInProgress(),
            var existing => new StartRegistrationResult.Existing(existing),
        };
    }

    private static bool WasJustDiscovered(Registration tombstone, DateTimeOffset now) =>
        tombstone.DeletionReason is DeletionReason.Discovered && tombstone.DeletedAt > now - Repeated;

    private static bool IsOfSameDiscovery(StartRegistrationCommand command, Registration registration) =>
        command.Line?.IsOfSameDiscovery(registration) is true;

    private RegistrationChange End(string id, StartRegistrationCommand command, DateTimeOffset now)
    {
        var found = new Registration
        {
            Id = id,
            ClientId = command.Client.Id,
            Attempt = command.Line?.Attempt ?? RegistrationIds.NewMark(),
            CreatedAt = now,

            // Of a line the sweep looks after a day, by when those of millions are through: they must not look like so many that fell due.
            Deadline = DeadlineEntry.Round(now + (command.Line is null ? QuietEnding.TimeToDelete : Discovery.LinesKept)),
            DecidedAt = now,
            Purposes = [],
            NoticeVersion = policies.Notices.InForceAt(now),
            FurtherSteps = command.Client.FurtherSteps,

            // Nobody is asked, so there is no address.
            Details = command.Client.KeepsSubjectId ? new PersonalDetails { GuardianEmail = "", SubjectId = command.SubjectId } : null,
        };
        return found.Move(RegistrationMove.Discover, Actor.Client, now)!;
    }
}
