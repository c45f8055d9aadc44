using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Questions;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Methods;

/// <param name="Code">As the guardian said it.</param>
/// <param name="By">The administrator's name.</param>
/// <param name="Purposes">Those the guardian allowed; integral ones are added, unknown ones are dropped.</param>
public sealed record RecordAttestationCommand(
    string Code, string By, AttestedWay Way, DateTimeOffset At, string GuardianName, string Relationship, IReadOnlyList<string> Purposes)
{
    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(RecordAttestationCommand);
}

/// <summary>An administrator takes down a consent that they received from the guardian themselves.</summary>
public sealed class RecordAttestation(IRegistrationStore store, CompleteGrant completeGrant, PolicySet policies, TimeProvider clock)
{
    /// <summary>The registration whose yes goes by this code, where its client lets administrators attest; null where there is none.</summary>
    public async Task<Registration?> FindAsync(string? code, CancellationToken cancellationToken) =>
        VerificationReference.ParseCode(code) is { } reference
        && await store.FindByReferenceAsync(reference, cancellationToken) is { Registration: var registration }
        && policies.FindClient(registration)?.Methods.Contains(VerificationMethod.Attested) is true
            ? registration.ByReference(reference)
            : null;

    public async Task<CompleteGrantResult> ExecuteAsync(RecordAttestationCommand command, CancellationToken cancellationToken)
    {
        if (await FindAsync(command.Code, cancellationToken) is not { Verification.Reference: { } reference } registration)
        {
            return new CompleteGrantResult.NotFound();
        }

        var pending = registration.Details?.Pending;
        var said = new PendingGrant(
            command.GuardianName,
            command.Relationship,
            policies.Allowed(registration.Purposes, command.Purposes),
            pending?.Language,
            pending?.NoticeHash,
            clock.GetUtcNow());
        return await completeGrant.ExecuteAsync(
            new CompleteGrantCommand(
                registration.Id,
                reference,
                VerificationMove.Attest,
                Actor.Administrator,
                new VerificationEvidence(command.By, command.Way.ToString(), command.At),
                Said: said),
            cancellationToken);
    }
}
