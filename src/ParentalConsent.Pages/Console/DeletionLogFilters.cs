namespace ParentalConsent.Pages.Console;

/// <summary>The filters of the log as they were entered; null or empty where not.</summary>
/// <param name="From">First day, as <c>yyyy-MM-dd</c>.</param>
/// <param name="To">Last day, as <c>yyyy-MM-dd</c>.</param>
public sealed record DeletionLogFilters(string? From, string? To, string? Client, string? Reason, string? Kind = null)
{
    public bool Any => $"{From}{To}{Client}{Reason}{Kind}".Length > 0;
}
