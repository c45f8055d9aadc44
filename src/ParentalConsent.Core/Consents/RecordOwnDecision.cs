using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Consents;

/// <param name="Withdraws">They withdraw the consent; otherwise they confirm it.</param>
/// <param name="Purposes">Those they confirm; null for all that are allowed. Nothing is allowed anew.</param>
public sealed record RecordOwnDecisionCommand(string ClientId, string RegistrationId, bool Withdraws, IReadOnlyList<string>? Purposes);

public abstract record RecordOwnDecisionResult
{
    private RecordOwnDecisionResult()
    {
    }

    public sealed record Confirmed(Registration Registration) : RecordOwnDecisionResult;

    public sealed record Withdrawn(Registration Registration) : RecordOwnDecisionResult;

    /// <summary>It is so already, perhaps by this same call, whose answer was lost.</summary>
    public sealed record Unchanged(Registration Registration) : RecordOwnDecisionResult;

    public sealed record NotFound : RecordOwnDecisionResult;

    /// <summary>Or no age is known.</summary>
    public sealed record NotOfAge : RecordOwnDecisionResult;

    /// <summary>No guardian has allowed anything: there is nothing to take over.</summary>
    public sealed record ConsentPending : RecordOwnDecisionResult;

    /// <summary>There is no consent any more.</summary>
    public sealed record Over : RecordOwnDecisionResult;

    /// <summary>A confirmation that leaves nothing allowed.</summary>
    public sealed record NothingConfirmed : RecordOwnDecisionResult;
}

/// <summary>
/// At the age of consent the young person takes over (EDPB 05/2020, 150): their client says what they decided. No guardian is
/// told, and none can change anything from then on. Two calls; four for a withdrawal, which indexes its deadline anew.
/// </summary>
public sealed class RecordOwnDecision(
    IRegistrationStore store, IDeadlineIndex deadlines, IWorkQueues queues, PolicySet policies, TimeProvider clock)
{
    public async Task<RecordOwnDecisionResult> ExecuteAsync(RecordOwnDecisionCommand command, CancellationToken cancellationToken)
    {
        while (await store.FindAsync(command.RegistrationId, cancellationToken) is { Registration: var registration } current
            && registration.ClientId == command.ClientId)
        {
            var now = clock.GetUtcNow();
            if (Refusal(registration, command, now) is { } refusal)
            {
                return refusal;
            }

            if (command.Withdraws)
            {
                var ended = registration.Move(RegistrationMove.Withdraw, Actor.Subject, now)!;
                var withdrawn = ended with { Registration = Withdraw(ended.Registration, registration, now) };
                await QuietEnding.PrepareAsync(withdrawn.Registration, registration, deadlines, queues, cancellationToken);
                if (await store.TrySaveAsync(current, withdrawn, cancellationToken))
                {
                    return new RecordOwnDecisionResult.Withdrawn(withdrawn.Registration);
                }

                continue;
            }

            if (Confirm(registration, command.Purposes, now) is not { } confirmed)
            {
                return new RecordOwnDecisionResult.Unchanged(registration);
            }

            if (confirmed.Registration.GrantedPurposes.Count == 0)
            {
                return new RecordOwnDecisionResult.NothingConfirmed();
            }

            if (await store.TrySaveAsync(current, confirmed, cancellationToken))
            {
                return new RecordOwnDecisionResult.Confirmed(confirmed.Registration);
            }
        }

        return new RecordOwnDecisionResult.NotFound();
    }

    private static RecordOwnDecisionResult? Refusal(Registration registration, RecordOwnDecisionCommand command, DateTimeOffset now) =>
        registration switch
        {
            { EndsInDeletion: true } when command.Withdraws => new RecordOwnDecisionResult.Unchanged(registration),
            { EndsInDeletion: true } => new RecordOwnDecisionResult.Over(),
            { Details: null, State: not RegistrationState.OfAge } =>
                throw new InvalidOperationException("The details of the registration are sealed with a key that is not in force."),
            _ when !registration.IsOfAgeAt(now) => new RecordOwnDecisionResult.NotOfAge(),
            { State: RegistrationState.AwaitingParent } => new RecordOwnDecisionResult.ConsentPending(),
            _ => null,
        };

    private static Registration Withdraw(Registration ended, Registration before, DateTimeOffset now) =>
        ended.EndedQuietly(before, now) with
        {
            SubjectDecides = true,
            GrantedPurposes = [],
            DecisionId = RegistrationIds.NewMark(),

            // No mail tells of this one, so whoever deletes tells the client.
            Mail = ended.Mail with { OutcomeAt = null },
        };

    /// <returns>Null where it is so already.</returns>
    private RegistrationChange? Confirm(Registration registration, IReadOnlyList<string>? purposes, DateTimeOffset now)
    {
        var kept = purposes is null ? registration.GrantedPurposes : policies.Allowed(registration.GrantedPurposes, purposes);
        if (registration.State is RegistrationState.OfAge && kept.Count == registration.GrantedPurposes.Count)
        {
            return null;
        }

        var change = registration.Move(RegistrationMove.BecomeOfAge, Actor.Subject, now)
            ?? Registration.Record(registration, "PurposesNarrowed", Actor.Subject, now);
        return change with
        {
            // With a new mark, so that no guardian gets a mail that was still on its way.
            Registration = change.Registration with
            {
                SubjectDecides = true, GrantedPurposes = kept, DecisionId = RegistrationIds.NewMark(),
            },
        };
    }
}
