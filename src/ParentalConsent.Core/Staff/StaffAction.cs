namespace ParentalConsent.Core.Staff;

/// <summary>What the staff log takes down: every look at one registration, and every action.</summary>
public enum StaffAction
{
    SignIn,
    SeeRegistration,
    SeeDeletion,

    /// <summary>The names beside a signed form.</summary>
    SeeForm,

    /// <summary>The picture of a signed form.</summary>
    SeePicture,
    AcceptForm,
    RejectForm,

    /// <summary>The names behind a code that a guardian reads out.</summary>
    LookUpCode,
    RecordConsent,
    SeeHold,
    SetHold,
    EndHold,
    ExportDeletionLog,
    ExportStaffLog,

    /// <summary>Lets a sweep go on that would delete unusually much.</summary>
    ReleaseSafetyStop,
    ResumeWebhook,
    DeleteRegistration,

    /// <summary>Has a case looked at again at once.</summary>
    RetryCase,

    /// <summary>Says that a step of a case is done, or need not be.</summary>
    ResolveStep,
}
