using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Queues;

namespace ParentalConsent.Core.Registrations;

/// <param name="Reason">By staff, and about nobody: see <see cref="Staff.StaffReason"/>. It goes into the deletion log for good.</param>
/// <param name="GuardianAsked">A guardian asked for it: that is the deletion's reason then, unless the subject decides by now.</param>
public sealed record RemoveRegistrationCommand(string RegistrationId, string Reason, bool GuardianAsked = false)
{
    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(RemoveRegistrationCommand);
}

public abstract record RemoveRegistrationResult
{
    private RemoveRegistrationResult()
    {
    }

    public sealed record Removed(Registration Registration) : RemoveRegistrationResult;

    public sealed record NotFound : RemoveRegistrationResult;

    /// <summary>Its data is deleted already, or on the way there: nothing was changed.</summary>
    public sealed record EndsAnyway(Registration Registration) : RemoveRegistrationResult;
}

/// <summary>An administrator has it deleted, granted or not: its data goes with the same transaction, the rest follows at once.</summary>
public sealed class RemoveRegistration(IRegistrationStore store, IDeadlineIndex deadlines, IWorkQueues queues, TimeProvider clock)
{
    public async Task<RemoveRegistrationResult> ExecuteAsync(RemoveRegistrationCommand command, CancellationToken cancellationToken)
    {
        while (await store.FindAsync(command.RegistrationId, cancellationToken) is { } current)
        {
            var now = clock.GetUtcNow();
            var registration = current.Registration;
            if (registration.Move(RegistrationMove.Remove, Actor.Administrator, now) is not { } change)
            {
                return new RemoveRegistrationResult.EndsAnyway(registration);
            }

            var ended = change.Registration.EndedQuietly(registration, now);
            change = change with
            {
                Registration = ended with
                {
                    Ordered = true,
                    DeletionReason = command.GuardianAsked && !registration.SubjectDecides ? DeletionReason.GuardianRequest : ended.DeletionReason,
                    Details = ended.Details is null ? null : ended.Details with { RemovedFor = command.Reason },
                },
            };
            await QuietEnding.PrepareAsync(change.Registration, registration, deadlines, queues, cancellationToken);
            if (await store.TrySaveAsync(current, change, cancellationToken))
            {
                return new RemoveRegistrationResult.Removed(change.Registration);
            }
        }

        return new RemoveRegistrationResult.NotFound();
    }
}
