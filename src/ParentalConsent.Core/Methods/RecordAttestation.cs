using ParentalConsent.Core.Notices;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Questions;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Methods;

/// <param name="Code">As the guardian said it; or the registration's id, where they have said no yes on a page that it would stand for.</param>
/// <param name="By">The administrator's name.</param>
/// <param name="Purposes">Those the guardian allowed; integral ones are added, unknown ones are dropped.</param>
public sealed record RecordAttestationCommand(
    string Code, string By, AttestedWay Way, DateTimeOffset At, string GuardianName, string Relationship, IReadOnlyList<string> Purposes)
{
    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(RecordAttestationCommand);
}

/// <summary>An administrator takes down a consent that they received from the guardian themselves. Four calls; two more, and the notice, where none waited.</summary>
public sealed class RecordAttestation(
    IRegistrationStore store, CompleteGrant completeGrant, PublishNotice publish, PolicySet policies, TimeProvider clock)
{
    /// <summary>
    /// The registration whose yes goes by this code, or that has this id and waits for its guardian, where its client lets
    /// administrators attest; null where there is none.
    /// </summary>
    public async Task<Registration?> FindAsync(string? code, CancellationToken cancellationToken)
    {
        if (VerificationReference.ParseCode(code) is { } reference)
        {
            return await store.FindByReferenceAsync(reference, cancellationToken) is { Registration: var named } && IsAttested(named)
                ? named.ByReference(reference)
                : null;
        }

        return code?.Trim() is { Length: 32 } id && id.All(char.IsAsciiHexDigitLower)
            && await store.FindAsync(id, cancellationToken) is { Registration: { State: RegistrationState.AwaitingParent } registration }
            && IsAttested(registration)
                ? registration
                : null;
    }

    public async Task<CompleteGrantResult> ExecuteAsync(RecordAttestationCommand command, CancellationToken cancellationToken)
    {
        while (await FindAsync(command.Code, cancellationToken) is { } registration)
        {
            var now = clock.GetUtcNow();
            var notice = registration.Details is { Pending: null } ? ComposeNotice.For(policies, registration, null) : null;
            var pending = registration.Details?.Pending;
            var said = new PendingGrant(
                command.GuardianName,
                command.Relationship,
                policies.Allowed(registration.Purposes, command.Purposes),
                pending?.Language ?? notice?.Language,
                pending?.NoticeHash ?? notice?.Hash,
                now);
            if (registration is { State: RegistrationState.AwaitingParent, Verification: { IsPending: false, Step: not VerificationStep.Completed } })
            {
                await publish.ExecuteAsync(notice, cancellationToken);
                if (await TryBeginAsync(registration, said, now, cancellationToken) is { } refusal)
                {
                    return refusal;
                }

                continue;
            }

            return await completeGrant.ExecuteAsync(
                new CompleteGrantCommand(
                    registration.Id,
                    registration.Verification.Reference ?? "",
                    VerificationMove.Attest,
                    Actor.Administrator,
                    new VerificationEvidence(command.By, command.Way.ToString(), command.At),
                    Said: said),
                cancellationToken);
        }

        return new CompleteGrantResult.NotFound();
    }

    /// <summary>A yes that waits for what the administrator heard: cut off after it, the same form completes it.</summary>
    /// <returns>Null where it is begun, or the registration has changed: to be looked at again.</returns>
    private async Task<CompleteGrantResult?> TryBeginAsync(
        Registration registration, PendingGrant said, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(registration.Id, cancellationToken) is not { } current || current.Registration.Verification.IsPending)
        {
            return null;
        }

        if (current.Registration.Begin(VerificationMethod.Attested, said, now, actor: Actor.Administrator) is not { } begun)
        {
            return new CompleteGrantResult.NotPossible(current.Registration);
        }

        await store.TrySaveAsync(current, begun, cancellationToken);
        return null;
    }

    private bool IsAttested(Registration registration) =>
        policies.FindClient(registration)?.Methods.Contains(VerificationMethod.Attested) is true;
}
