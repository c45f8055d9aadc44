using ParentalConsent.Core.Ages;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Functions.Registrations;

/// <summary>Of age: nothing was stored.</summary>
public sealed record NotRequiredAnswer(string Decision, string Reason, int AgeOfConsent)
{
    public static NotRequiredAnswer Of(AgeDecision age) => new("notRequired", "ofAge", age.AgeOfConsent);
}

/// <summary>Nobody is asked.</summary>
public sealed record DeletingAnswer(string Decision, string RegistrationId, RegistrationState State, DeletionAnswer Deletion)
{
    public static DeletingAnswer Of(Registration registration) =>
        new("deleting", registration.Id, registration.State, DeletionAnswer.Of(registration));
}

/// <param name="Decision"><c>pending</c> for a new registration, <c>existing</c> for one that was there.</param>
public sealed record StartedAnswer(
    string Decision,
    string RegistrationId,
    RegistrationState State,
    DateTimeOffset Deadline,
    IReadOnlyList<PurposeAnswer> Purposes)
{
    public static StartedAnswer Of(string decision, Registration registration) =>
        new(decision, registration.Id, registration.State, registration.Deadline, PurposeAnswer.AllOf(registration));
}
