using ParentalConsent.Core.Staff;

namespace ParentalConsent.Functions.StaffLog;

/// <summary>An entry of the staff log as it is answered.</summary>
public sealed record StaffLogLine(
    DateTimeOffset At, string Who, StaffRole Role, StaffSignIn SignIn, string What, string? RegistrationId, string? DeletionId, StaffOutcome Outcome)
{
    public static StaffLogLine Of(StaffLogEntry entry) => new(
        entry.At,
        entry.Who,
        entry.Role,
        entry.SignIn,
        entry.What,
        entry.IsAboutDeletion ? null : entry.About,
        entry.IsAboutDeletion ? entry.About : null,
        entry.Outcome);

    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(StaffLogLine);
}

/// <param name="Cursor">Of the page that follows; null on the last.</param>
public sealed record StaffLogAnswer(IReadOnlyList<StaffLogLine> Entries, string? Cursor);
