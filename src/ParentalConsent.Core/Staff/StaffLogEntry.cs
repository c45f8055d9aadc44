using System.Security.Cryptography;

namespace ParentalConsent.Core.Staff;

/// <summary>What a member of staff looked at or did. Nothing about children and guardians but ids.</summary>
/// <param name="Id">16 hex digits, random.</param>
/// <param name="Who">Their name, see <see cref="StaffSignIn"/>.</param>
/// <param name="What">A word of <see cref="StaffActions"/>, or of another version of this service.</param>
/// <param name="About">Which registration (32 hex digits) or deletion (24); null where it is about none, or none that is one.</param>
public sealed record StaffLogEntry(
    string Id, DateTimeOffset At, string Who, StaffRole Role, StaffSignIn SignIn, string What, string? About, StaffOutcome Outcome)
{
    private const int RegistrationIdLength = 32;
    private const int DeletionIdLength = 24;

    public static StaffLogEntry Of(StaffMember who, StaffAction action, string? about, StaffOutcome outcome, DateTimeOffset now) => new(
        Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), now, who.Name, who.Role, who.SignIn, action.Word(), IdOrNull(about), outcome);

    /// <summary>What was typed into an address may be anything: only an id is taken down.</summary>
    public static string? IdOrNull(string? text) =>
        text is { Length: RegistrationIdLength or DeletionIdLength } && text.All(char.IsAsciiHexDigitLower) ? text : null;

    /// <summary>Whether this is about a deletion rather than a registration.</summary>
    public bool IsAboutDeletion => About?.Length == DeletionIdLength;

    /// <summary>Without the name, so that no log or trace can have it.</summary>
    public override string ToString() => $"{nameof(StaffLogEntry)} {Id}";
}
