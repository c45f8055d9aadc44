using ParentalConsent.Core.Staff;

namespace ParentalConsent.Pages.Console;

/// <summary>The staff log in words.</summary>
public static class StaffWords
{
    private static readonly Dictionary<string, StaffAction> Actions =
        Enum.GetValues<StaffAction>().ToDictionary(action => action.Word());

    /// <summary>The word itself where another version of this service wrote it.</summary>
    public static string Of(string what) => Actions.TryGetValue(what, out var action) ? Of(action) : what;

    public static string Of(StaffAction action) => action switch
    {
        StaffAction.SignIn => "Signed in",
        StaffAction.SeeRegistration => "Looked at a registration",
        StaffAction.SeeDeletion => "Looked at a deletion",
        StaffAction.SeeForm => "Looked at a signed form",
        StaffAction.SeePicture => "Opened the picture of a form",
        StaffAction.AcceptForm => "Accepted a form",
        StaffAction.RejectForm => "Rejected a form",
        StaffAction.LookUpCode => "Looked up a code",
        StaffAction.RecordConsent => "Recorded a consent",
        StaffAction.SeeHold => "Looked at a hold",
        StaffAction.SetHold => "Set a hold",
        StaffAction.EndHold => "Ended a hold",
        StaffAction.ExportDeletionLog => "Exported the deletion log",
        StaffAction.ExportStaffLog => "Exported the staff log",
        StaffAction.ReleaseSafetyStop => "Released the safety stop",
        StaffAction.ResumeWebhook => "Resumed a webhook",
        StaffAction.DeleteRegistration => "Had a registration deleted",
        StaffAction.RetryCase => "Had a case tried again",
        StaffAction.ResolveStep => "Resolved a step of a case",
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };

    public static string Of(StaffOutcome outcome) => outcome switch
    {
        StaffOutcome.Begun => "Begun",
        StaffOutcome.Done => "Done",
        StaffOutcome.NotDone => "Not done",
        StaffOutcome.Refused => "Refused",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    public static string Of(StaffSignIn signIn) => signIn switch
    {
        StaffSignIn.Account => "account",
        StaffSignIn.Key => "key",
        StaffSignIn.Call => "API call",
        _ => throw new ArgumentOutOfRangeException(nameof(signIn)),
    };
}
