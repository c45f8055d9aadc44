using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Cases;

/// <summary>Where the deletion of a planned case stands.</summary>
public abstract record RequestState
{
    private RequestState()
    {
    }

    /// <summary>The service's own data is gone: whoever is to delete too was asked, or is about to be.</summary>
    public sealed record Made(DateTimeOffset DeletedAt) : RequestState;

    /// <summary>The registration has ended, or is about to: its data goes with the next try.</summary>
    public sealed record Coming : RequestState;

    /// <summary>The registration goes on: somebody was faster than the deletion that was planned.</summary>
    public sealed record Abandoned : RequestState;
}

/// <summary>Finds out whether a planned deletion was made: by the tombstone, or by the log where the subject has registered anew.</summary>
public sealed class FindRequest(IRegistrationStore store, IDeletionLog log)
{
    public async Task<RequestState> ExecuteAsync(DeletionCase planned, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var registration = (await store.FindAsync(planned.RegistrationId, cancellationToken))?.Registration;
        if (registration is null || registration.Attempt != planned.Attempt)
        {
            return await log.FindAsync(planned.DeletionId, cancellationToken) is { Record.DeletedAt: { } loggedAt }
                ? new RequestState.Made(loggedAt)
                : new RequestState.Abandoned();
        }

        return registration switch
        {
            { State: RegistrationState.Deleted, DeletedAt: { } deletedAt } => new RequestState.Made(deletedAt),
            { State: RegistrationState.Granted or RegistrationState.OfAge } => new RequestState.Abandoned(),
            { State: RegistrationState.AwaitingParent } when !registration.IsExpiredAt(now) => new RequestState.Abandoned(),
            _ => new RequestState.Coming(),
        };
    }
}
