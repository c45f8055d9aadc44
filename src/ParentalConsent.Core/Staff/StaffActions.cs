using System.Text.Json;

namespace ParentalConsent.Core.Staff;

public static class StaffActions
{
    private static readonly HashSet<StaffAction> OpenToAuditors =
    [
        StaffAction.SignIn, StaffAction.SeeRegistration, StaffAction.SeeDeletion, StaffAction.SeeHold,
        StaffAction.ExportDeletionLog, StaffAction.ExportStaffLog,
    ];

    /// <summary>All words, in order.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. Enum.GetValues<StaffAction>().Select(Word)];

    /// <summary>Stable: stored, answered and asked for.</summary>
    public static string Word(this StaffAction action) => JsonNamingPolicy.CamelCase.ConvertName(action.ToString());

    /// <summary>Unless it is listed here, a new action is for operators only.</summary>
    public static bool IsOpenTo(this StaffAction action, StaffMember who) =>
        who.MayAct || (who.MayRead && OpenToAuditors.Contains(action));
}
