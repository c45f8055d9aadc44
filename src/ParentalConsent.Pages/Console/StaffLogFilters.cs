namespace ParentalConsent.Pages.Console;

/// <summary>The filters of the staff log as they were entered; null or empty where not.</summary>
/// <param name="From">First day, as <c>yyyy-MM-dd</c>.</param>
/// <param name="To">Last day, as <c>yyyy-MM-dd</c>.</param>
public sealed record StaffLogFilters(string? From, string? To, string? Who, string? What)
{
    public bool Any => $"{From}{To}{Who}{What}".Length > 0;

    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(StaffLogFilters);
}
