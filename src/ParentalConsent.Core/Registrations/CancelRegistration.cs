using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Queues;

namespace ParentalConsent.Core.Registrations;

public abstract record CancelRegistrationResult
{
    private CancelRegistrationResult()
    {
    }

    public sealed record Cancelled(Registration Registration) : CancelRegistrationResult;

    public sealed record NotFound : CancelRegistrationResult;

    /// <summary>Its data is deleted already, or on the way there for another reason.</summary>
    public sealed record EndsAnyway(Registration Registration) : CancelRegistrationResult;
}

/// <summary>The client wants it gone, granted or not: its data goes with the same transaction, the rest follows at once.</summary>
public sealed class CancelRegistration(IRegistrationStore store, IDeadlineIndex deadlines, IWorkQueues queues, TimeProvider clock)
{
    public async Task<CancelRegistrationResult> ExecuteAsync(string clientId, string registrationId, CancellationToken cancellationToken)
    {
        while (await store.FindAsync(registrationId, cancellationToken) is { } current && current.Registration.ClientId == clientId)
        {
            var now = clock.GetUtcNow();
            var registration = current.Registration;
            if (registration.Move(RegistrationMove.Cancel, Actor.Client, now) is not { } change)
            {
                return new CancelRegistrationResult.EndsAnyway(registration);
            }

            change = change with { Registration = change.Registration.EndedQuietly(registration, now) };
            await QuietEnding.PrepareAsync(change.Registration, registration, deadlines, queues, cancellationToken);
            if (await store.TrySaveAsync(current, change, cancellationToken))
            {
                return new CancelRegistrationResult.Cancelled(change.Registration);
            }
        }

        return new CancelRegistrationResult.NotFound();
    }
}
