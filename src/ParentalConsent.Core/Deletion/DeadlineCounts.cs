namespace ParentalConsent.Core.Deletion;

/// <param name="Waiting">Registrations whose deadline is ahead.</param>
/// <param name="DueSoon">Those of them due within 48 hours.</param>
/// <param name="Overdue">Lines past due that no worker has dealt with yet.</param>
/// <param name="OldestDue">The earliest due time among the overdue.</param>
public sealed record DeadlineCounts(int Waiting, int DueSoon, int Overdue, DateTimeOffset? OldestDue);
