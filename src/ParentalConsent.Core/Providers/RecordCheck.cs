using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Questions;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Providers;

/// <param name="Provider">Who says it, by its name in the settings.</param>
public sealed record RecordCheckCommand(string Provider, CheckOutcome Outcome, string Reference);

public abstract record RecordCheckResult
{
    private RecordCheckResult()
    {
    }

    /// <param name="Effect">None of the refusals.</param>
    public sealed record Taken(CheckEffect Effect) : RecordCheckResult;

    /// <summary>Nothing was changed.</summary>
    public sealed record NotAwaited(RegistrationState State) : RecordCheckResult;

    /// <summary>Nothing was changed: nobody had answered by the deadline.</summary>
    public sealed record TooLate : RecordCheckResult;

    /// <summary>No check of that provider goes by this reference, or none does any more.</summary>
    public sealed record Unknown : RecordCheckResult;
}

/// <summary>Takes down what a provider says of a check. Three calls for a grant, as any decision; four for a revocation after one.</summary>
public sealed class RecordCheck(
    IRegistrationStore store, IDeadlineIndex deadlines, IWorkQueues queues, PolicySet policies, TimeProvider clock)
{
    private const string How = "provider";

    public async Task<RecordCheckResult> ExecuteAsync(RecordCheckCommand command, CancellationToken cancellationToken)
    {
        while (await store.FindByReferenceAsync(command.Reference, cancellationToken) is { Registration: var whole } current
            && whole.ByReference(command.Reference) is var registration
            && registration.Verification.Provider == command.Provider)
        {
            var now = clock.GetUtcNow();
            var effect = command.Outcome is CheckOutcome.Revoked && whole.HasEnded(registration)
                ? CheckEffect.Nothing
                : CheckEffects.Of(registration, command.Outcome, now);
            if (Change(whole, registration, effect, command.Provider, now) is not { } change)
            {
                return effect switch
                {
                    CheckEffect.NotAwaited => new RecordCheckResult.NotAwaited(whole.State),
                    CheckEffect.TooLate => new RecordCheckResult.TooLate(),
                    CheckEffect.Nothing => new RecordCheckResult.Taken(effect),

                    // Must not be lost: the provider is to say it again.
                    _ => throw new InvalidOperationException("The details of the registration are sealed with a key that is not in force."),
                };
            }

            await Task.WhenAll(Prepare(registration, change.Registration, effect, cancellationToken));
            if (await store.TrySaveAsync(current, change.In(whole), cancellationToken))
            {
                return new RecordCheckResult.Taken(effect);
            }
        }

        return new RecordCheckResult.Unknown();
    }

    /// <param name="whole">What is stored; <paramref name="registration"/> is that, or what it was asked besides.</param>
    private RegistrationChange? Change(
        Registration whole, Registration registration, CheckEffect effect, string provider, DateTimeOffset now) => effect switch
    {
        CheckEffect.Withdraw when registration.IsQuestion => whole.TakeBack(registration, now),
        CheckEffect.Grant => registration.Complete(VerificationMove.Confirm, Actor.Provider, new VerificationEvidence(provider, How), now),
        CheckEffect.NoteFailure => registration.Step(VerificationMove.Fail, check => check, Actor.Provider, now),
        CheckEffect.NoteRevocation => registration.Step(VerificationMove.Revoke, check => check, Actor.Provider, now),
        CheckEffect.Withdraw => Withdrawal.Of(registration, Actor.Provider, policies, now) is { } ended
            ? ended with { Registration = Revoked(ended.Registration) }
            : null,
        _ => null,
    };

    /// <summary>So that mail and page say who ended it.</summary>
    private static Registration Revoked(Registration withdrawn) =>
        withdrawn with { Verification = withdrawn.Verification with { Step = VerificationStep.ProviderRevoked } };

    private IEnumerable<Task> Prepare(
        Registration before, Registration changed, CheckEffect effect, CancellationToken cancellationToken) => effect switch
    {
        CheckEffect.Withdraw when before.IsQuestion =>
        [
            queues.SendAsync(
                new OutgoingMailMessage(before.Id, MailKind.Withdrawn, before.DecisionId!) { Question = true }, TimeSpan.Zero, cancellationToken),
        ],
        CheckEffect.Grant => GrantMessages.SendAsync(queues, changed, policies, cancellationToken),
        CheckEffect.Withdraw => Withdrawal.Prepare(changed, deadlines, queues, cancellationToken),
        _ => [],
    };
}
