using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Questions;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Guardians;

/// <summary>
/// "Not my child", said by a second guardian: their address goes and is not asked about this client again; the request goes on.
/// A yes of theirs that waits for its check goes with them.
/// </summary>
public sealed class LeaveAsSecond(IRegistrationStore store, IWorkQueues queues, SuppressMails suppressMails, TimeProvider clock)
{
    /// <param name="current">With a second guardian.</param>
    /// <returns>False when the registration has changed since it was read; to be tried again.</returns>
    public async Task<bool> TryAsync(StoredRegistration current, CancellationToken cancellationToken)
    {
        var registration = current.Registration;
        await suppressMails.ExecuteAsync(registration.ForSecond(), cancellationToken);
        var left = registration.WithoutSecond() with { Second = null };
        left = left with { Details = left.Details is { } details ? details with { SecondGuardianEmail = null } : null };
        if (registration.AsAsked() is { } asked)
        {
            if (asked is { State: RegistrationState.AwaitingParent, Second.Decided: true, Verification.IsPending: true })
            {
                await ClearAsync(asked, cancellationToken);
                left = left.Forget();
            }

            left = left with { Question = left.Question! with { SecondMark = null, SecondMail = new() } };
        }

        if (registration is { Second.Decided: true, Verification.IsPending: true })
        {
            await ClearAsync(registration, cancellationToken);
            left = left with
            {
                Verification = new Verification(),
                Details = left.Details is { } forgotten ? forgotten with { Pending = null } : null,
            };
        }

        return await store.TrySaveAsync(
            current, Registration.Record(left, "SecondGuardianLeft", Actor.Guardian, clock.GetUtcNow()), cancellationToken);
    }

    /// <summary>Has the picture of a form removed that nobody looked at yet.</summary>
    private Task ClearAsync(Registration waiting, CancellationToken cancellationToken) => waiting.FormLine is { } form && waiting.AwaitsReview()
        ? queues.SendAsync(new DeletionMessage([], Form: form), TimeSpan.Zero, cancellationToken)
        : Task.CompletedTask;
}
