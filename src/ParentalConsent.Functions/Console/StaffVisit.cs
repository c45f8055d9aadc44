using ParentalConsent.Core.Staff;

namespace ParentalConsent.Functions.Console;

/// <summary>What a member of staff is at, once it is in the staff log.</summary>
public sealed class StaffVisit(StaffMember who, string? about)
{
    public StaffMember Who => who;

    /// <summary>Which registration or deletion; set where it was not known before.</summary>
    public string? About { get; set; } = about;
}
