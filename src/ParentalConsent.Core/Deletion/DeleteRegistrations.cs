using Microsoft.Extensions.Logging;
using ParentalConsent.Core.Cases;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Events;
using ParentalConsent.Core.Forms;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Questions;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Watch;

namespace ParentalConsent.Core.Deletion;

/// <summary>
/// Deals with lines of the deadline index: deletes what must go, tells the client, writes the log, then removes the lines. Every
/// step can be run again, by anyone: the line stays until the deletion is logged and told, and brings the sweep back until then.
/// </summary>
public sealed partial class DeleteRegistrations(
    IRegistrationStore store,
    IDeadlineIndex deadlines,
    IDeletionLog log,
    IFormStore forms,
    IWorkQueues queues,
    SuppressMails suppressMails,
    TellDeleted tellDeleted,
    IComingsOfAge comings,
    ICases cases,
    PlanCase planCase,
    EmitEvents emit,
    StorageTime time,
    TimeProvider clock,
    ILogger<DeleteRegistrations> logger)
{
    /// <summary>
    /// A line that fits no registration is left this long, so that a slow request can still commit the one it wrote it for:
    /// twice what the host gives a function (host.json), and less than what counts as overdue.
    /// </summary>
    public static readonly TimeSpan OrphanGrace = TimeSpan.FromMinutes(10);

    private const string NobodyWaits = "";

    public async Task ExecuteAsync(DeletionMessage message, CancellationToken cancellationToken)
    {
        if (message.Form is { } form)
        {
            await ClearAsync(form, message.Tries, cancellationToken);
        }

        var work = new Work(new LastMails(tellDeleted, clock));
        foreach (var text in message.Entries)
        {
            if (!DeadlineEntry.TryParse(text, out var entry))
            {
                throw new FormatException("A deletion message names something that is no line of the deadline index.");
            }

            try
            {
                await DealWithAsync(entry, work, cancellationToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // The others must not wait for this one.
                work.Faults.Add(fault);
            }
        }

        await LogAsync(work, cancellationToken);
        if (work.Planned.Count > 0)
        {
            await queues.SendAsync(new CaseMessage([.. work.Planned]), TimeSpan.Zero, cancellationToken);
        }

        if (work.Settled.Where(line => !work.Untold.Contains(line.Value)).Select(line => line.Key).ToList() is { Count: > 0 } settled)
        {
            await deadlines.RemoveAsync(settled, cancellationToken);
        }

        if (work.Early.Count > 0 && EarlyMessages.DelayAfter(message.Tries) is { } delay)
        {
            await queues.SendAsync(new DeletionMessage(work.Early, message.Tries + 1), delay, cancellationToken);
        }

        if (work.Faults.Count > 0)
        {
            throw new AggregateException($"{work.Faults.Count} of {message.Entries.Count} deletions failed.", work.Faults);
        }
    }

    /// <summary>
    /// In the feed the request to delete comes before its completion, which a case tells by itself. The log does not depend on the feed.
    /// </summary>
    private async Task LogAsync(Work work, CancellationToken cancellationToken)
    {
        await EmitAsync(
            work,
            [.. work.Owed, .. work.Deleted.SelectMany(deletion => ClientEvents.Begun(deletion.Record, deletion.Attempt, deletion.OutcomeTold))],
            cancellationToken);
        var unlogged = await log.TryAppendAsync([.. work.Deleted.Select(deletion => deletion.Record)], cancellationToken);
        work.Faults.AddRange(unlogged.Values);
        foreach (var line in work.Deleted.Where(deletion => unlogged.ContainsKey(deletion.Record.Shard)).SelectMany(deletion => deletion.Lines))
        {
            // It brings the sweep back until the log has it; those of other shards do not wait for that.
            work.Settled.Remove(line);
        }

        await EmitAsync(
            work,
            [
                .. work.Deleted.Where(deletion => !deletion.InSteps && !unlogged.ContainsKey(deletion.Record.Shard))
                    .Select(deletion => ClientEvents.Completed(deletion.Record, deletion.Attempt)),
            ],
            cancellationToken);
    }

    /// <summary>A client that could not be told is told nothing more in this run, so that nothing overtakes what is owed.</summary>
    private async Task EmitAsync(Work work, IReadOnlyList<ClientEvent> events, CancellationToken cancellationToken)
    {
        foreach (var (client, fault) in await emit.TryAsync(events.Where(told => !work.Untold.Contains(told.ClientId)), cancellationToken))
        {
            work.Untold.Add(client);
            work.Faults.Add(fault);
        }
    }

    /// <summary>Removes the picture of a form, unless it still waits to be looked at: then what sent this message may not be committed yet.</summary>
    private async Task ClearAsync(FormLine form, int tries, CancellationToken cancellationToken)
    {
        var registration = (await store.FindAsync(form.RegistrationId, cancellationToken))?.Registration;
        if (registration?.AwaitingReview()?.FormLine != form)
        {
            await forms.RemoveAsync(form, cancellationToken);
        }
        else if (EarlyMessages.DelayAfter(tries) is { } delay)
        {
            await queues.SendAsync(new DeletionMessage([], tries + 1, form), delay, cancellationToken);
        }
    }

    private async Task DealWithAsync(DeadlineEntry entry, Work work, CancellationToken cancellationToken)
    {
        while (true)
        {
            var now = clock.GetUtcNow();
            var current = await store.FindAsync(entry.RegistrationId, cancellationToken);
            var registration = current?.Registration;

            // As the answer just said: only what somebody decided goes on while clocks differ.
            var isClockSure = time.Difference is null;
            if (registration?.Attempt != entry.Attempt)
            {
                if (registration is not null && await FindLoggedAsync(entry, cancellationToken) is { } logged)
                {
                    var inSteps = await cases.FindAsync(logged.DeletionId!, cancellationToken) is not null;
                    work.Deleted.Add(new Deletion(logged, entry.Attempt, OutcomeTold: false, inSteps, [entry]));
                    work.Settled[entry] = logged.ClientId!;
                    return;
                }

                SettleOrphan();
                return;
            }

            switch (registration.State)
            {
                case RegistrationState.Granted or RegistrationState.OfAge when isClockSure && registration.HasLapsed(entry.Due, now):
                    if (registration.AsAsked()!.FormLine is { } late)
                    {
                        await forms.RemoveAsync(late, cancellationToken);
                    }

                    if (await store.TrySaveAsync(current!, registration.Lapse(now), cancellationToken))
                    {
                        work.Settled[entry] = NobodyWaits;
                        return;
                    }

                    continue;
                case RegistrationState.Granted or RegistrationState.OfAge when entry == registration.DeadlineEntry:
                    if (registration.Mail.OutcomeAt is null && ClientEvents.Decided(registration) is { } decided)
                    {
                        // Its mail's worker removes the line: it has not been there, and may never come.
                        work.Owed.Add(decided);
                    }

                    work.Settled[entry] = registration.ClientId;
                    return;
                case RegistrationState.Granted or RegistrationState.OfAge:
                case RegistrationState.AwaitingParent when !registration.IsExpiredAt(now):
                    SettleOrphan();
                    return;
                case RegistrationState.AwaitingParent when !isClockSure:
                    Log.WaitsForClock(logger, registration.Id);
                    return;
                case RegistrationState.Deleted when registration.HistoryLength == 0:
                    Finish(registration, outcomeTold: false);
                    return;
            }

            if (registration is { State: RegistrationState.Disowned, GuardianKey: not null })
            {
                // Before the tombstone loses the hash.
                await suppressMails.ExecuteAsync(registration, cancellationToken);
            }

            if (registration.WasGranted && ComingOfAge.Of(registration) is { } coming)
            {
                // Before the tombstone loses the month. Who is being told already goes by itself.
                await comings.RemoveAsync([coming], cancellationToken);
            }

            foreach (var form in new[] { registration.FormLine, registration.AsAsked()?.FormLine }.OfType<FormLine>())
            {
                await forms.RemoveAsync(form, cancellationToken);
            }

            if (CaseRecords.OfOrder(registration) is { } order)
            {
                // Before the tombstone loses the reason, and before anybody is told: where it fails, all of this comes again.
                await log.AppendAsync([order], cancellationToken);
            }

            if (work.Mails.AreOwed(registration))
            {
                if (registration.State is RegistrationState.AwaitingParent)
                {
                    // Before anybody is told: of this and a grant that is saved at the same moment one wins.
                    if (await ExpireAsync(current!, work, now, cancellationToken) is not { } saved)
                    {
                        continue;
                    }

                    (current, registration) = (saved, saved.Registration);
                }

                await work.Mails.SendAsync(registration, cancellationToken);
            }

            var planned = registration.State is RegistrationState.Deleted ? null : await planCase.ExecuteAsync(registration, now, cancellationToken);
            var tombstone = registration.State is RegistrationState.Deleted
                ? registration with { HistoryLength = 0 }
                : registration.ToTombstone(now) with
                {
                    DeletedInSteps = planned is not null,
                    FurtherSteps = [.. planned?.Steps.Select(step => step.Name) ?? []],
                };
            if (await store.TryDeleteAsync(current!, tombstone, cancellationToken))
            {
                Log.Deleted(logger, registration.Id, tombstone.DeletionId, tombstone.DeletionReason);
                Finish(tombstone, registration.Mail.OutcomeAt is not null);
                if (planned is not null)
                {
                    work.Planned.Add(planned.Line.ToString());
                }

                return;
            }

            void SettleOrphan()
            {
                if (entry.Due > now)
                {
                    work.Early.Add(entry.ToString());
                }
                else if (isClockSure && entry.Due < now - OrphanGrace)
                {
                    work.Settled[entry] = NobodyWaits;
                }
            }
        }

        void Finish(Registration tombstone, bool outcomeTold)
        {
            DeadlineEntry[] lines = [entry, tombstone.DeadlineEntry];
            work.Deleted.Add(new Deletion(LogRecord.OfDeletion(tombstone), tombstone.Attempt, outcomeTold, tombstone.DeletedInSteps, lines));
            foreach (var line in lines)
            {
                work.Settled[line] = tombstone.ClientId;
            }
        }
    }

    /// <summary>The subject registered again before the deletion of this attempt was settled; then it was logged first, but not told.</summary>
    private async Task<LogRecord?> FindLoggedAsync(DeadlineEntry entry, CancellationToken cancellationToken) =>
        await log.FindAsync(DeletionIds.For(entry.RegistrationId, entry.Attempt), cancellationToken) is { Record: { Kind: LogKind.Deletion } record } logged
        && logged.Hash != DeletionLogEntry.UnreadableHash
            ? record
            : null;

    /// <summary>The held data goes with it, too. Where it cannot be saved, nobody is told: the deletion does not wait for that.</summary>
    /// <returns>Null where it has to be looked at again.</returns>
    private async Task<StoredRegistration?> ExpireAsync(
        StoredRegistration current, Work work, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var change = current.Registration.Move(RegistrationMove.Expire, Actor.Service, now)!;
        try
        {
            return await store.SaveAsync(
                current, change with { Registration = change.Registration with { HoldsData = false } }, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Log.NotExpired(logger, current.Registration.Id, fault.GetType().Name);
            work.Mails.GiveUp();
            return null;
        }
    }

    /// <param name="OutcomeTold">The client is known to have been told of the decision that led here.</param>
    /// <param name="InSteps">It is not complete yet.</param>
    /// <param name="Lines">They stay until it is logged.</param>
    private sealed record Deletion(
        LogRecord Record, string Attempt, bool OutcomeTold, bool InSteps, IReadOnlyList<DeadlineEntry> Lines);

    /// <summary>What came of the lines of one message.</summary>
    private sealed class Work(LastMails mails)
    {
        public LastMails Mails { get; } = mails;

        /// <summary>Gone, to be logged and told.</summary>
        public List<Deletion> Deleted { get; } = [];

        /// <summary>Lines of cases that can begin once the log is written.</summary>
        public List<string> Planned { get; } = [];

        /// <summary>Told with their line alone: grants whose mail never came.</summary>
        public List<ClientEvent> Owed { get; } = [];

        /// <summary>Lines that nobody needs once the log is written and the client, if any, was told.</summary>
        public Dictionary<DeadlineEntry, string> Settled { get; } = [];

        /// <summary>Clients whose feed fails: their lines stay.</summary>
        public HashSet<string> Untold { get; } = [];

        /// <summary>Not due, and no decision to delete found: it may not be committed yet.</summary>
        public List<string> Early { get; } = [];

        public List<Exception> Faults { get; } = [];
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Deleted {RegistrationId}, deletion {DeletionId}, reason {Reason}", EventName = nameof(Deleted))]
        public static partial void Deleted(ILogger logger, string registrationId, string deletionId, DeletionReason? reason);

        [LoggerMessage(3, LogLevel.Warning, "{RegistrationId} is deleted without a last mail: {Fault}", EventName = nameof(NotExpired))]
        public static partial void NotExpired(ILogger logger, string registrationId, string fault);

        [LoggerMessage(2, LogLevel.Warning, "{RegistrationId} expires once our clock and the storage service's agree", EventName = nameof(WaitsForClock))]
        public static partial void WaitsForClock(ILogger logger, string registrationId);
    }
}
