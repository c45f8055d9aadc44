using System.Text.Json;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Questions;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Functions.Registrations;

/// <summary>What a client sees of a registration.</summary>
/// <param name="Method">How the guardian decided; null until they did.</param>
/// <param name="NoticeHash">Of the notice that was decided on: <c>/notices/{hash}</c> shows it. Null where none is known.</param>
/// <param name="Deletion">Null while nothing is to be deleted.</param>
/// <param name="Mail">Null once it ends.</param>
/// <param name="SecondGuardian">Null where there is none, and once it ends.</param>
/// <param name="Asked">Further purposes that guardians are asked about after a grant; null where none are.</param>
public sealed record RegistrationAnswer(
    string RegistrationId,
    RegistrationState State,
    DateTimeOffset CreatedAt,
    DateTimeOffset Deadline,
    IReadOnlyList<PurposeAnswer> Purposes,
    string? Method,
    VerificationAnswer Verification,
    string NoticeVersion,
    string? NoticeHash,
    DateTimeOffset? DecidedAt,
    DeletionAnswer? Deletion,
    MailAnswer? Mail,
    SecondGuardianAnswer? SecondGuardian,
    AskedAnswer? Asked)
{
    public static RegistrationAnswer Of(Registration registration, DateTimeOffset now) => new(
        registration.Id,
        registration.State,
        registration.CreatedAt,
        registration.Deadline,
        PurposeAnswer.AllOf(registration),
        registration.DecisionId is null ? null : registration.Method.Word(),
        VerificationAnswer.Of(registration),
        registration.NoticeVersion,
        registration.NoticeHash,
        registration.DecidedAt,
        registration.EndsInDeletion ? DeletionAnswer.Of(registration) : null,
        MailAnswer.Of(registration),
        SecondGuardianAnswer.Of(registration),
        AskedAnswer.Of(registration, now));
}

/// <param name="Method">How the guardian is asked to show that they are, or did.</param>
/// <param name="Assurance">The level that purposes, country and signals ask for: <c>asserted</c>, <c>confirmed</c> or <c>verified</c>.</param>
/// <param name="Step">How far the check of a guardian's yes has come; <c>none</c> where there is nothing to check, or nothing yet.</param>
public sealed record VerificationAnswer(string Method, string Assurance, string Step)
{
    public static VerificationAnswer Of(Registration registration) => new(
        registration.Method.Word(),
        JsonNamingPolicy.CamelCase.ConvertName(registration.NeededAssurance.ToString()),
        JsonNamingPolicy.CamelCase.ConvertName(registration.Verification.Step.ToString()));
}

/// <param name="Decision">
/// <c>pending</c>, <c>granted</c> or <c>refused</c>; <c>none</c> where it ended without a guardian's yes or no: expired, cancelled
/// before one, or not their child.
/// </param>
/// <param name="NoticeHash">Of the notice under which it was granted; null where it is not, or none is known.</param>
public sealed record PurposeAnswer(string Id, string Decision, string? NoticeHash)
{
    public static IReadOnlyList<PurposeAnswer> AllOf(Registration registration) =>
        [.. registration.Purposes.Select(id => new PurposeAnswer(id, DecisionOf(registration, id), registration.NoticeOf(id)))];

    private static string DecisionOf(Registration registration, string id) => registration switch
    {
        { State: RegistrationState.AwaitingParent } => "pending",
        { DecisionId: null } or { DeletionReason: DeletionReason.Disowned } => "none",
        _ when registration.GrantedPurposes.Contains(id) => "granted",
        _ => "refused",
    };
}

/// <param name="State"><c>pending</c> or <c>completed</c>.</param>
/// <param name="DeletionId">Names the deletion in the deletion log.</param>
public sealed record DeletionAnswer(string State, DeletionReason? Reason, string DeletionId, DateTimeOffset? DeletedAt)
{
    public static DeletionAnswer Of(Registration registration) => new(
        registration.State is RegistrationState.Deleted ? "completed" : "pending",
        registration.DeletionReason,
        registration.DeletionId,
        registration.DeletedAt);
}
