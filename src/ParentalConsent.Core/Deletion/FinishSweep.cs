using ParentalConsent.Core.Cases;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Discoveries;
using ParentalConsent.Core.Events;
using ParentalConsent.Core.Watch;

namespace ParentalConsent.Core.Deletion;

/// <summary>
/// What else a sweep does, each whatever becomes of the others, and last: it must not hide whether the deleting works. Cases do not
/// wait for the safety stop: their registrations are gone.
/// </summary>
public sealed class FinishSweep(
    TendDeletionLog tendLog,
    HandOutCases handOutCases,
    ICases cases,
    ForgetDiscoveries forgetDiscoveries,
    HandOutComingsOfAge handOutComings,
    ForgetReports forgetReports,
    NoteOwed noteOwed)
{
    /// <param name="rows">As the sweep read them at its start.</param>
    /// <exception cref="AggregateException">Several things could not be done, and are tried again by the next sweep; of one, its own exception.</exception>
    public async Task ExecuteAsync(WatchRows rows, SweepFindings found, CancellationToken cancellationToken)
    {
        var faults = new Faults(cancellationToken);
        var owed = rows.Owed?.Value ?? OwedBesides.Nothing;
        var (at, clockIsRight) = (found.At, found.ClockDifference is null);
        await faults.TryAsync(() => tendLog.ExecuteAsync(clockIsRight, cancellationToken));
        if (clockIsRight)
        {
            // What cannot be looked at is owed as before.
            await faults.TryAsync(async () => owed = owed with { OldestCase = await handOutCases.ExecuteAsync(at, cancellationToken) });
            await faults.TryAsync(async () => owed = owed with { CasesForPerson = await cases.CountForPersonAsync(at, cancellationToken) });
            await faults.TryAsync(async () =>
            {
                var forgotten = await forgetDiscoveries.ExecuteAsync(at, cancellationToken);
                owed = owed with { OldestDiscovery = forgotten.OldestLeft };
                faults.AddRange(forgotten.Faults);
            });
            await faults.TryAsync(() => handOutComings.ExecuteAsync(at, cancellationToken));
            await faults.TryAsync(() => forgetReports.ExecuteAsync(at, cancellationToken));
        }

        await faults.TryAsync(() => noteOwed.ExecuteAsync(rows.Owed, owed, found, cancellationToken));
        faults.ThrowIfAny("Not all that a sweep does could be done.");
    }
}
