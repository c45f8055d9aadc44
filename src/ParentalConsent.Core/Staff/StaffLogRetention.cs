namespace ParentalConsent.Core.Staff;

/// <param name="Years">How long entries of the staff log are kept.</param>
public sealed record StaffLogRetention(int Years)
{
    public DateTimeOffset KeptFrom(DateTimeOffset now) => now.AddYears(-Years);
}
