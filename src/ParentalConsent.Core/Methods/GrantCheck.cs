using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Methods;

/// <summary>What a yes that needs a check does to its registration, from the first word to the consent.</summary>
public static class GrantCheck
{
    /// <summary>The guardian said yes, or chose another method for a yes: from here the check is waited for.</summary>
    /// <param name="method">One that is not immediate.</param>
    /// <param name="provider">The client's; looked at where the method is a provider's check.</param>
    /// <returns>Null where no yes is possible any more.</returns>
    public static RegistrationChange? Begin(
        this Registration registration,
        VerificationMethod method,
        PendingGrant pending,
        DateTimeOffset now,
        string? provider = null,
        Actor actor = Actor.Guardian) =>
        method.FirstMove() is { } move
        && VerificationSteps.Next(registration.Verification.Step, move) is { } step
        && CanGrant(registration, now)
        && registration.Details is { } details
            ? Registration.Record(
                registration with
                {
                    Method = method,
                    Details = details with { Pending = pending },
                    Verification = new Verification
                    {
                        Step = step,
                        Since = now,
                        Reference = method is VerificationMethod.Provider
                            ? VerificationReference.NewOpaque(registration.Id)
                            : NewCode(registration),
                        Provider = method is VerificationMethod.Provider ? provider : null,
                    },
                },
                step.ToString(),
                actor,
                now)
            : null;

    /// <summary>Whether an administrator is to look at a form.</summary>
    public static bool AwaitsReview(this Registration registration) =>
        registration is { State: RegistrationState.AwaitingParent, Verification.Step: VerificationStep.FormReceived };

    /// <summary>As it would be if the yes that waits counted already: to show what was said.</summary>
    public static Registration AsSaid(this Registration registration) => registration.Details is { Pending: { } said } details
        ? registration with
        {
            GrantedPurposes = said.Purposes,
            Details = details with { GuardianName = said.GuardianName, Relationship = said.Relationship },
        }
        : registration;

    /// <summary>A step on the way that does not end it.</summary>
    /// <returns>Null where it is not possible, or not any more.</returns>
    public static RegistrationChange? Step(
        this Registration registration, VerificationMove move, Func<Verification, Verification> change, Actor actor, DateTimeOffset now) =>
        VerificationSteps.Next(registration.Verification.Step, move) is { } step and not VerificationStep.Completed
        && CanGrant(registration, now)
            ? Registration.Record(
                registration with { Verification = change(registration.Verification) with { Step = step, Since = now } },
                step.ToString(),
                actor,
                now)
            : null;

    /// <summary>The check came out well: the yes becomes the consent.</summary>
    /// <param name="evidence">What is kept of the check in the details.</param>
    /// <returns>Null where it is not possible, or not any more: decided otherwise, the deadline passed, or another step.</returns>
    public static RegistrationChange? Complete(
        this Registration registration, VerificationMove move, Actor actor, VerificationEvidence evidence, DateTimeOffset now) =>
        VerificationSteps.Next(registration.Verification.Step, move) is VerificationStep.Completed
        && registration.Details is { Pending: { Purposes.Count: > 0 } pending }
        && registration.Move(RegistrationMove.Grant, actor, now) is { } moved
            ? moved with { Registration = Granted(moved.Registration, pending, now).With(evidence) }
            : null;

    /// <summary>A registration whose state has just become granted, with all that a grant sets.</summary>
    public static Registration Granted(Registration moved, PendingGrant said, DateTimeOffset now) => moved.Decided(now) with
    {
        GrantedPurposes = said.Purposes,
        NoticeHash = said.NoticeHash,
        Verification = moved.Verification with { Step = VerificationStep.Completed, Since = now, Problem = null },
        Details = moved.Details! with { GuardianName = said.GuardianName, Relationship = said.Relationship, Pending = null },
    };

    /// <summary>What every decision sets, whoever made it.</summary>
    public static Registration Decided(this Registration moved, DateTimeOffset now) => moved with
    {
        DecidedAt = now,
        DecisionId = RegistrationIds.NewMark(),
        Verification = moved.Verification with { Step = VerificationStep.None, Problem = null },
        Details = moved.Details is { Pending: not null } details ? details with { Pending = null } : moved.Details,

        // Whoever decides has read a mail, whatever the server said of a later one.
        Mail = moved.Second is { Decided: true }
            ? moved.Mail with { Tries = 0, LastError = null, OutcomeAt = null }
            : moved.Mail with { Tries = 0, LastError = null, OutcomeAt = null, Bounced = false, Stopped = null },
        Second = moved.Second is { Decided: true } second
            ? second with { Tries = 0, LastError = null, Bounced = false, Stopped = null }
            : moved.Second,
    };

    private static Registration With(this Registration registration, VerificationEvidence evidence) => registration with
    {
        Details = registration.Details! with { VerifiedBy = evidence.By, VerifiedHow = evidence.How, VerifiedAt = evidence.At ?? registration.DecidedAt },
    };

    private static bool CanGrant(Registration registration, DateTimeOffset now) =>
        Transitions.Next(registration.State, RegistrationMove.Grant, registration.IsExpiredAt(now)) is not null;

    /// <summary>One that differs from the last, and from those of further consents.</summary>
    private static string NewCode(Registration registration)
    {
        string code;
        do
        {
            code = VerificationReference.NewCode(registration.Id);
        }
        while (code == registration.Verification.Reference || registration.Further.Any(further => further.Verification.Reference == code));

        return code;
    }
}
