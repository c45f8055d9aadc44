using ParentalConsent.Core.Secrets;
using ParentalConsent.Core.Staff;

namespace ParentalConsent.Functions.Access;

/// <summary>The keys that staff may share, and what each opens.</summary>
public static class StaffKeys
{
    public static IReadOnlyDictionary<string, StaffRole> Roles { get; } = new Dictionary<string, StaffRole>
    {
        [SecretNames.ConsoleKey] = StaffRole.Operator,
        [SecretNames.AuditorKey] = StaffRole.Auditor,
    };

    /// <summary>The secret that opens a role.</summary>
    public static string SecretOf(StaffRole role) => Roles.Single(key => key.Value == role).Key;
}
