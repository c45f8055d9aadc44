using Microsoft.Extensions.Logging;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Events;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Queues;

namespace ParentalConsent.Core.Cases;

/// <summary>
/// Brings cases on: begins them once the service's own data is gone, chases what is overdue, and closes them once every step is over.
/// Told first, then logged, then saved: cut off anywhere, the line brings the case back and all of it is done again, to the same end.
/// </summary>
public sealed partial class AdvanceCases(
    ICases cases, FindRequest findRequest, ClearTargets clearTargets, IDeletionLog log, EmitEvents emit, IWorkQueues queues, PolicySet policies, TimeProvider clock, ILogger<AdvanceCases> logger)
{
    public async Task ExecuteAsync(CaseMessage message, CancellationToken cancellationToken)
    {
        var work = new Work { IsShared = message.Lines.Select(text => text.Split('-')[0]).Distinct().Count() > 1 };
        var lines = message.Lines.Select(Parse);
        if (message.Replaced is { } replaced)
        {
            work.Settled.Add(Parse(replaced));
        }

        foreach (var group in lines.GroupBy(line => line.DeletionId))
        {
            try
            {
                await LookAsync(group.Key, [.. group], work, cancellationToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // The others must not wait for this one.
                work.Faults.Add(fault);
            }
        }

        // A client that cannot be told withholds nothing from the others, nor does a shard that cannot be appended to; their cases stay as they are.
        var untold = await emit.TryAsync(work.Events, cancellationToken);
        work.Faults.AddRange(untold.Values);
        var unlogged = await log.TryAppendAsync([.. work.Records.Where(record => !untold.ContainsKey(record.ClientId!))], cancellationToken);
        work.Faults.AddRange(unlogged.Values);
        foreach (var change in work.Changes.Where(change =>
            !untold.ContainsKey(change.Case.ClientId) && !(change.Case.IsComplete && unlogged.ContainsKey(Shards.Of(change.Case.RegistrationId)))))
        {
            try
            {
                await SaveAsync(change, work, cancellationToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                work.Faults.Add(fault);
            }
        }

        if (work.Settled.Count > 0)
        {
            await cases.RemoveLinesAsync(work.Settled, cancellationToken);
        }

        foreach (var line in work.Alone)
        {
            await queues.SendAsync(new CaseMessage([line]), TimeSpan.Zero, cancellationToken);
        }

        if (work.Faults.Count > 0)
        {
            throw new AggregateException($"{work.Faults.Count} of {message.Lines.Count} cases could not be brought on.", work.Faults);
        }
    }

    private static CaseLine Parse(string text) => CaseLine.TryParse(text, out var line)
        ? line
        : throw new FormatException("A message about cases names something that is no line of theirs.");

    private async Task LookAsync(string deletionId, IReadOnlyList<CaseLine> lines, Work work, CancellationToken cancellationToken)
    {
        var stored = await cases.FindAsync(deletionId, cancellationToken);
        var now = clock.GetUtcNow();

        // Left over, unless somebody is about to save the case that it was written for.
        work.Settled.AddRange(lines.Where(line => line != stored?.Case.Line && line.Due < now - DeleteRegistrations.OrphanGrace));
        if (stored is null)
        {
            return;
        }

        if (work.IsShared && stored.Case.Steps.Any(open => open.IsOpenTarget && !(open.NextAt > now)))
        {
            // Deleting from targets takes its time.
            work.Alone.Add(stored.Case.Line.ToString());
            return;
        }

        if (await BeginAsync(stored, now, work, cancellationToken) is not { } begun)
        {
            return;
        }

        if (begun.TargetsDueAt(now).Select(target => target.Name).ToHashSet() is { Count: > 0 } due)
        {
            // What has begun is told before it is saved, here as elsewhere.
            await emit.ExecuteAsync(work.Events, cancellationToken);
            work.Events.Clear();
            if (await clearTargets.ExecuteAsync(stored, begun, cancellationToken) is not var (taken, cleared))
            {
                return;
            }

            foreach (var stuck in cleared.Steps.Where(one => one is { IsOpenTarget: true, NeedsPerson: true } && due.Contains(one.Name)))
            {
                Log.DeletionTargetFailing(logger, stuck.Name, cleared.DeletionId, stuck.LastError);
            }

            (stored, begun, now) = (taken, cleared, clock.GetUtcNow());
        }

        var schedule = new CaseSchedule(policies.Clients.GetValueOrDefault(begun.ClientId));
        var chased = begun.Chase(schedule, now);
        if (chased.Find(StepNames.ClientSystems) is { } step && begun.Find(StepNames.ClientSystems) is var before && step != before)
        {
            Raise(chased, step, before!, work, now);
        }

        if (chased.IsComplete)
        {
            work.Events.Add(ClientEvents.Completed(chased));
            work.Records.AddRange([.. chased.Steps.Select(over => CaseRecords.OfStep(chased, over)), CaseRecords.OfClosing(chased)]);
        }

        // Whoever ended one step has put it down for now, and others wait for their time: it is looked at again then, not with each sweep.
        if (chased != stored.Case || chased.IsComplete || (stored.Case.Line.Due <= now && chased.NextAt > now))
        {
            work.Changes.Add(new Change(stored, chased));
        }
    }

    /// <returns>The case once it is begun; null where it cannot be yet.</returns>
    private async Task<DeletionCase?> BeginAsync(StoredCase stored, DateTimeOffset now, Work work, CancellationToken cancellationToken)
    {
        var planned = stored.Case;
        if (planned.IsBegun)
        {
            return planned;
        }

        // Not before the log has it: from then on the deletion needs nobody but this case.
        if (await log.FindAsync(planned.DeletionId, cancellationToken) is { Record: { DeletedAt: { } deletedAt, Reason: { } reason } deletion })
        {
            work.Events.AddRange(ClientEvents.Begun(deletion, planned.Attempt, outcomeTold: false));
            return planned.Begin(deletedAt, reason, new CaseSchedule(policies.Clients.GetValueOrDefault(planned.ClientId)), now);
        }

        if (planned.PlannedAt < now - DeleteRegistrations.OrphanGrace
            && await findRequest.ExecuteAsync(planned, now, cancellationToken) is RequestState.Abandoned
            && await cases.TryRemoveAsync(stored, cancellationToken))
        {
            work.Settled.Add(planned.Line);
        }

        return null;
    }

    private void Raise(DeletionCase chased, CaseStep step, CaseStep before, Work work, DateTimeOffset now)
    {
        if (step.NeedsPerson)
        {
            Log.AcknowledgementOverdue(logger, chased.ClientId, chased.DeletionId, step.LastError ?? "overdue");
        }
        else if (step.Tries > before.Tries)
        {
            work.Events.Add(ClientEvents.Reminder(chased, step.Tries, now));
        }
    }

    private async Task SaveAsync(Change change, Work work, CancellationToken cancellationToken)
    {
        var (stored, changed) = change;
        if (changed.IsComplete)
        {
            if (await cases.TryRemoveAsync(stored, cancellationToken))
            {
                work.Settled.Add(stored.Case.Line);
                Log.Closed(logger, stored.Case.DeletionId);
            }
            else if (change.IsRun)
            {
                await KeepRunAsync(change, work, cancellationToken);
            }

            return;
        }

        var line = CaseLine.New(changed.DeletionId, changed.NextAt ?? clock.GetUtcNow());
        if (changed.TargetsDueAt(clock.GetUtcNow()).Any())
        {
            // There is more than one run deletes.
            work.Alone.Add(line.ToString());
        }

        if (line.Due != stored.Case.Line.Due || changed.NeedsPerson != stored.Case.NeedsPerson)
        {
            changed = changed with { Line = line };
            await cases.AddLineAsync(changed, cancellationToken);
        }

        // Where somebody was faster, the line that is due brings the case back.
        if (await cases.TrySaveAsync(stored, changed, cancellationToken))
        {
            if (changed.Line != stored.Case.Line)
            {
                work.Settled.Add(stored.Case.Line);
            }
        }
        else if (change.IsRun)
        {
            await KeepRunAsync(change with { Case = changed }, work, cancellationToken);
        }
    }

    /// <summary>Somebody changed the case while its targets were deleted from, which nobody else did: neither is lost.</summary>
    private async Task KeepRunAsync(Change run, Work work, CancellationToken cancellationToken)
    {
        while (await cases.FindAsync(run.Case.DeletionId, cancellationToken) is { } now && now.Case.BusyUntil == run.Stored.Case.BusyUntil)
        {
            var kept = now.Case.AfterRun(run.Stored.Case, run.Case) with { Line = CaseLine.New(run.Case.DeletionId, clock.GetUtcNow()) };
            await cases.AddLineAsync(kept, cancellationToken);
            if (await cases.TrySaveAsync(now, kept, cancellationToken))
            {
                work.Settled.AddRange([run.Stored.Case.Line, run.Case.Line, now.Case.Line]);
                work.Alone.Add(kept.Line.ToString());
            }
        }
    }

    /// <param name="Stored">As it was read, or taken to delete from its targets.</param>
    /// <param name="Case">As it is to be saved; to be removed where it is complete.</param>
    private sealed record Change(StoredCase Stored, DeletionCase Case)
    {
        /// <summary>Its targets were deleted from.</summary>
        public bool IsRun => Stored.Case.BusyUntil is not null && Case.BusyUntil is null;
    }

    /// <summary>What came of the lines of one message.</summary>
    private sealed class Work
    {
        /// <summary>The message names several cases.</summary>
        public bool IsShared { get; init; }

        /// <summary>Lines of cases that get a message of their own.</summary>
        public List<string> Alone { get; } = [];

        public List<ClientEvent> Events { get; } = [];

        public List<LogRecord> Records { get; } = [];

        public List<Change> Changes { get; } = [];

        /// <summary>Lines that nobody needs any more.</summary>
        public List<CaseLine> Settled { get; } = [];

        public List<Exception> Faults { get; } = [];
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{ClientId} has not acknowledged the deletion {DeletionId}, and somebody has to look: {Why}", EventName = nameof(AcknowledgementOverdue))]
        public static partial void AcknowledgementOverdue(ILogger logger, string clientId, string deletionId, string why);

        [LoggerMessage(3, LogLevel.Error, "The step {Step} of the deletion {DeletionId} needs a person: {Why}", EventName = nameof(DeletionTargetFailing))]
        public static partial void DeletionTargetFailing(ILogger logger, string step, string deletionId, string? why);

        [LoggerMessage(2, LogLevel.Information, "Every step of the deletion {DeletionId} is over", EventName = "CaseClosed")]
        public static partial void Closed(ILogger logger, string deletionId);
    }
}
