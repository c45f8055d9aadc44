using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Queues;

namespace ParentalConsent.Core.Cases;

/// <summary>
/// Deletes from the targets of a case what is due, a bounded lot of each. What is there is counted and stored before anything goes. One
/// worker alone, by the case's version and for as long as a function lasts: no slow one can delete what came after the target was done.
/// </summary>
public sealed class ClearTargets(ICases cases, IDeletionTargets targets, PolicySet policies, TimeProvider clock)
{
    public const int MostAtOnce = 1000;

    public const int MostCounted = 20_000;

    /// <param name="begun">As it is to be saved.</param>
    /// <returns>As it is stored now, and as it is to be saved then; null where somebody else is at it.</returns>
    public async Task<(StoredCase Stored, DeletionCase Changed)?> ExecuteAsync(
        StoredCase stored, DeletionCase begun, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (begun.IsBusyAt(now))
        {
            return null;
        }

        var due = begun.TargetsDueAt(now).Select(step => step.Name).ToList();
        var counted = begun;
        foreach (var name in due)
        {
            counted = await CountAsync(counted, name, cancellationToken);
        }

        counted = counted with { BusyUntil = now + Claim.Longest };
        if (!await cases.TrySaveAsync(stored, counted, cancellationToken)
            || await cases.FindAsync(begun.DeletionId, cancellationToken) is not { } taken
            || taken.Case.BusyUntil != counted.BusyUntil)
        {
            return null;
        }

        var changed = taken.Case;
        foreach (var name in due)
        {
            changed = await DeleteAsync(changed, name, cancellationToken);
        }

        return (taken, changed with { BusyUntil = null });
    }

    private async Task<DeletionCase> CountAsync(DeletionCase begun, string name, CancellationToken cancellationToken)
    {
        var schedule = ScheduleOf(begun);
        if (FindTarget(begun, name) is not { } target)
        {
            return begun.Stuck(name, CaseStep.NotInPolicy, schedule, clock.GetUtcNow());
        }

        if (target.PlaceOf(begun.RegistrationId, begun.SubjectId) is not { } place)
        {
            return begun.Stuck(name, "subjectUnknown", schedule, clock.GetUtcNow());
        }

        return begun.Find(name) is { Found: null }
            ? await targets.CountAsync(target, place, MostCounted, cancellationToken) switch
            {
                TargetAnswer.Counted { Count: var found } => begun.Counted(name, found),
                TargetAnswer.Failed { Why: var why } => begun.Failed(name, why, schedule, clock.GetUtcNow()),
                _ => throw new InvalidOperationException("An answer of a target that nobody handles."),
            }
            : begun;
    }

    private async Task<DeletionCase> DeleteAsync(DeletionCase taken, string name, CancellationToken cancellationToken)
    {
        if (taken.Find(name) is not { Found: not null } step
            || !(step.NextAt <= clock.GetUtcNow())
            || FindTarget(taken, name) is not { } target
            || target.PlaceOf(taken.RegistrationId, taken.SubjectId) is not { } place)
        {
            // Counting has failed, and said so.
            return taken;
        }

        var answer = await targets.DeleteAsync(target, place, MostAtOnce, cancellationToken);
        if (answer is TargetAnswer.Counted { Count: < MostAtOnce })
        {
            // Looked at once more: what came meanwhile goes, too.
            answer = await targets.CountAsync(target, place, 1, cancellationToken);
        }

        return answer switch
        {
            TargetAnswer.Counted { Count: 0 } => taken.Cleared(name, clock.GetUtcNow()),
            TargetAnswer.Counted => taken.DeletedInPart(name, clock.GetUtcNow()),
            TargetAnswer.Failed { Why: var why } => taken.Failed(name, why, ScheduleOf(taken), clock.GetUtcNow()),
            _ => throw new InvalidOperationException("An answer of a target that nobody handles."),
        };
    }

    private CaseSchedule ScheduleOf(DeletionCase one) => new(policies.Clients.GetValueOrDefault(one.ClientId));

    private DeletionTarget? FindTarget(DeletionCase one, string step) =>
        policies.Clients.GetValueOrDefault(one.ClientId)?.Targets.FirstOrDefault(target => StepNames.OfTarget(target.Name) == step);
}
