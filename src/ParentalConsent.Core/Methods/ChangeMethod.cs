using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Questions;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Methods;

/// <summary>A guardian whose yes waits for its check goes another of the client's ways. What they agreed to stays as it is.</summary>
public sealed class ChangeMethod(IRegistrationStore store, IWorkQueues queues, LinkTokens tokens, PolicySet policies, TimeProvider clock)
{
    /// <returns>As for a decision: pending by the other method, recorded where that one counts at once, or not possible.</returns>
    public async Task<RecordDecisionResult> ExecuteAsync(string? token, VerificationMethod method, CancellationToken cancellationToken)
    {
        if (await tokens.ReadAsync(token, cancellationToken) is not { } link)
        {
            return new RecordDecisionResult.NotPossible(new OpenLinkResult.Invalid());
        }

        string? reference = null;
        while (await store.FindAsync(link.RegistrationId, cancellationToken) is { } current)
        {
            var now = clock.GetUtcNow();
            var found = OpenLink.Look(current.Registration, link, now);
            var registration = current.Registration.For(link);
            reference ??= registration.Verification.Reference;
            if (found is not OpenLinkResult.Verifying
                || registration.Verification.Reference != reference
                || registration.Method == method
                || !MethodChoice.Options(policies, registration).Contains(method)
                || Change(registration, method, now) is not { } change)
            {
                return new RecordDecisionResult.NotPossible(found);
            }

            await Task.WhenAll(Prepare(registration, change.Registration, cancellationToken));
            if (await store.TrySaveAsync(current, change.In(current.Registration), cancellationToken))
            {
                return change.Registration.Verification.IsPending
                    ? new RecordDecisionResult.Pending(change.Registration)
                    : new RecordDecisionResult.Recorded(change.Registration);
            }
        }

        return new RecordDecisionResult.NotPossible(new OpenLinkResult.Unknown());
    }

    private RegistrationChange? Change(Registration registration, VerificationMethod method, DateTimeOffset now)
    {
        if (registration.Details?.Pending is not { } said)
        {
            return null;
        }

        return method.IsImmediate()
            ? registration.Move(RegistrationMove.Grant, Actor.Guardian, now) is { } moved
                ? moved with { Registration = GrantCheck.Granted(moved.Registration with { Method = method }, said, now) }
                : null
            : registration.Begin(method, said, now, policies.FindClient(registration)?.Provider);
    }

    private IEnumerable<Task> Prepare(Registration before, Registration after, CancellationToken cancellationToken) =>
    [
        .. before.FormLine is { } form
            ? [queues.SendAsync(new DeletionMessage([], Form: form), TimeSpan.Zero, cancellationToken)]
            : Array.Empty<Task>(),
        .. after.Verification.IsPending ? [] : GrantMessages.SendAsync(queues, after, policies, cancellationToken),
    ];
}
