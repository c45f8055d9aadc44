namespace ParentalConsent.Core.Staff;

/// <summary>
/// Takes down what staff look at and do (2023 regulations on the protection of minors online, art. 36: access is authorised
/// and logged): first that it begins, then what came of it.
/// </summary>
public sealed class RecordStaff(IStaffLog log, TimeProvider clock)
{
    /// <summary>To be awaited before anything is read.</summary>
    public Task<StaffLogEntry> BeginAsync(StaffMember who, StaffAction action, string? about, CancellationToken cancellationToken) =>
        NoteAsync(who, action, about, StaffOutcome.Begun, cancellationToken);

    /// <summary>Takes down what is over as soon as it is said.</summary>
    public async Task<StaffLogEntry> NoteAsync(
        StaffMember who, StaffAction action, string? about, StaffOutcome outcome, CancellationToken cancellationToken)
    {
        var entry = StaffLogEntry.Of(who, action, about, outcome, clock.GetUtcNow());
        await log.PutAsync(entry, cancellationToken);
        return entry;
    }

    /// <summary>To be awaited before the answer goes out. A caller who hangs up does not keep it from being written.</summary>
    public Task EndAsync(StaffLogEntry begun, string? about, StaffOutcome outcome) =>
        log.PutAsync(begun with { About = StaffLogEntry.IdOrNull(about), Outcome = outcome }, CancellationToken.None);
}
