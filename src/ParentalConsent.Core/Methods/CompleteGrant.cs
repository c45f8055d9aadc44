using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Questions;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Methods;

/// <param name="Reference">The yes that was checked; any other is not completed.</param>
/// <param name="Upload">The form that was looked at; null where the check was no form.</param>
/// <param name="Said">What the guardian said instead of what they had typed, where an administrator heard them; else null.</param>
public sealed record CompleteGrantCommand(
    string RegistrationId,
    string Reference,
    VerificationMove Move,
    Actor Actor,
    VerificationEvidence Evidence,
    string? Upload = null,
    PendingGrant? Said = null)
{
    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(CompleteGrantCommand);
}

public abstract record CompleteGrantResult
{
    private CompleteGrantResult()
    {
    }

    public sealed record Completed(Registration Registration) : CompleteGrantResult;

    /// <summary>This very yes was completed before: nothing was changed, and nothing is missing.</summary>
    public sealed record Before(Registration Registration) : CompleteGrantResult;

    /// <summary>Decided otherwise, replaced by another yes, past its deadline, or at another step: nothing was changed.</summary>
    public sealed record NotPossible(Registration Registration) : CompleteGrantResult;

    public sealed record NotFound : CompleteGrantResult;
}

/// <summary>A yes that waited for its check becomes the consent. Three calls, as any decision.</summary>
public sealed class CompleteGrant(IRegistrationStore store, IWorkQueues queues, PolicySet policies, TimeProvider clock)
{
    public async Task<CompleteGrantResult> ExecuteAsync(CompleteGrantCommand command, CancellationToken cancellationToken)
    {
        while (await store.FindAsync(command.RegistrationId, cancellationToken) is { } current)
        {
            var registration = current.Registration.ByReference(command.Reference);
            if (registration.Verification.Reference != command.Reference || !IsTheForm(registration, command.Upload))
            {
                return new CompleteGrantResult.NotPossible(registration);
            }

            if (registration is { State: RegistrationState.Granted or RegistrationState.OfAge, Verification.Step: VerificationStep.Completed })
            {
                return new CompleteGrantResult.Before(registration);
            }

            var change = Said(registration, command)
                .Complete(command.Move, command.Actor, command.Evidence, clock.GetUtcNow());
            if (change is null)
            {
                return new CompleteGrantResult.NotPossible(registration);
            }

            await Task.WhenAll(GrantMessages.SendAsync(queues, change.Registration, policies, cancellationToken));
            if (await store.TrySaveAsync(current, change.In(current.Registration), cancellationToken))
            {
                return new CompleteGrantResult.Completed(change.Registration);
            }
        }

        return new CompleteGrantResult.NotFound();
    }

    /// <summary>A form that was replaced while it was looked at is not the one that was compared.</summary>
    private static bool IsTheForm(Registration registration, string? upload) =>
        upload is null || registration.Verification.Upload == upload;

    private static Registration Said(Registration registration, CompleteGrantCommand command) =>
        command.Said is { } said && registration.Details is { Pending: not null } details
            ? registration with { Method = VerificationMethod.Attested, Details = details with { Pending = said } }
            : registration;
}
