using Microsoft.Extensions.Logging;
using ParentalConsent.Core.Cases;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Events;
using ParentalConsent.Core.Forms;
using ParentalConsent.Core.Guardians;
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

    public async Task ExecuteAsync(DeletionMessage message, CancellationToken cancellationToken)
    {
        if (message.Form is { } form)
        {
            await ClearAsync(form, message.Tries, cancellationToken);
        }

        var work = new Work();
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

        var told = work.Deleted.Count == 0 || await LogAsync(work, cancellationToken);
        if (work.Planned.Count > 0)
        {
            await queues.SendAsync(new CaseMessage([.. work.Planned]), TimeSpan.Zero, cancellationToken);
        }

        if (work.Settled.Count > 0 && told)
        {
            await deadlines.RemoveAsync(work.Settled, cancellationToken);
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
    /// <returns>Whether the client was told; where not, the lines stay.</returns>
    private async Task<bool> LogAsync(Work work, CancellationToken cancellationToken)
    {
        var asked = await TryEmitAsync(
            work, work.Deleted.SelectMany(deletion => ClientEvents.Begun(deletion.Record, deletion.Attempt, deletion.OutcomeTold)), cancellationToken);
        await log.AppendAsync([.. work.Deleted.Select(deletion => deletion.Record)], cancellationToken);
        return asked && await TryEmitAsync(
            work, work.Deleted.Where(deletion => !deletion.InSteps).Select(deletion => ClientEvents.Completed(deletion.Record, deletion.Attempt)),
            cancellationToken);
    }

    private async Task<bool> TryEmitAsync(Work work, IEnumerable<ClientEvent> events, CancellationToken cancellationToken)
    {
        try
        {
            await emit.ExecuteAsync(events, cancellationToken);
            return true;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            work.Faults.Add(fault);
            return false;
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
                    work.Deleted.Add(new Deletion(logged, entry.Attempt, OutcomeTold: false, inSteps));
                    work.Settled.Add(entry);
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
                        work.Settled.Add(entry);
                        return;
                    }

                    continue;
                case RegistrationState.Granted or RegistrationState.OfAge when entry == registration.DeadlineEntry:
                    work.Settled.Add(entry);
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

            if (registration is { State: RegistrationState.Disowned, GuardianKey: { } guardian })
            {
                // Before the tombstone loses the hash.
                await suppressMails.ExecuteAsync(guardian, registration.ClientId, cancellationToken);
            }

            foreach (var form in new[] { registration.FormLine, registration.AsAsked()?.FormLine }.OfType<FormLine>())
            {
                await forms.RemoveAsync(form, cancellationToken);
            }

            if (CaseRecords.OfOrder(registration) is { } order)
            {
                // Before the tombstone loses the reason.
                await log.AppendAsync([order], cancellationToken);
            }

            var planned = registration.State is RegistrationState.Deleted ? null : await planCase.ExecuteAsync(registration, now, cancellationToken);
            var tombstone = registration.State is RegistrationState.Deleted
                ? registration with { HistoryLength = 0 }
                : Tombstone(registration, now) with { DeletedInSteps = planned is not null };
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
                    work.Settled.Add(entry);
                }
            }
        }

        void Finish(Registration tombstone, bool outcomeTold)
        {
            work.Deleted.Add(new Deletion(LogRecord.OfDeletion(tombstone), tombstone.Attempt, outcomeTold, tombstone.DeletedInSteps));
            work.Settled.Add(entry);
            if (entry != tombstone.DeadlineEntry)
            {
                work.Settled.Add(tombstone.DeadlineEntry);
            }
        }
    }

    /// <summary>The subject registered again before the deletion of this attempt was settled; then it was logged first, but not told.</summary>
    private async Task<LogRecord?> FindLoggedAsync(DeadlineEntry entry, CancellationToken cancellationToken) =>
        (await log.FindAsync(DeletionIds.For(entry.RegistrationId, entry.Attempt), cancellationToken))?.Record;

    /// <summary>What remains: that there was something, and that it is gone.</summary>
    private static Registration Tombstone(Registration registration, DateTimeOffset now)
    {
        var ended = registration.Move(RegistrationMove.Expire, Actor.Service, now)?.Registration ?? registration;
        var deleted = ended.Move(RegistrationMove.BeginDeletion, Actor.Service, now)?.Registration
            .Move(RegistrationMove.CompleteDeletion, Actor.Service, now)?.Registration
            ?? throw new InvalidOperationException($"A registration that is {registration.State} cannot be deleted.");
        return deleted with
        {
            Details = null,
            GuardianHash = null,
            MailboxHash = null,
            Second = null,
            GrantedPurposes = [],
            Question = null,
            Further = [],
            HoldsData = false,
            Signals = [],
            Verification = new() { Step = registration.WasRevoked ? VerificationStep.ProviderRevoked : VerificationStep.None },
            Mail = new(),
            DeletedAt = now,
            HistoryLength = 0,
        };
    }

    /// <param name="OutcomeTold">The client is known to have been told of the decision that led here.</param>
    /// <param name="InSteps">It is not complete yet.</param>
    private sealed record Deletion(LogRecord Record, string Attempt, bool OutcomeTold, bool InSteps);

    /// <summary>What came of the lines of one message.</summary>
    private sealed class Work
    {
        /// <summary>Gone, to be logged and told.</summary>
        public List<Deletion> Deleted { get; } = [];

        /// <summary>Lines of cases that can begin once the log is written.</summary>
        public List<string> Planned { get; } = [];

        /// <summary>Lines that nobody needs once the log is written.</summary>
        public HashSet<DeadlineEntry> Settled { get; } = [];

        /// <summary>Not due, and no decision to delete found: it may not be committed yet.</summary>
        public List<string> Early { get; } = [];

        public List<Exception> Faults { get; } = [];
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Deleted {RegistrationId}, deletion {DeletionId}, reason {Reason}", EventName = nameof(Deleted))]
        public static partial void Deleted(ILogger logger, string registrationId, string deletionId, DeletionReason? reason);

        [LoggerMessage(2, LogLevel.Warning, "{RegistrationId} expires once our clock and the storage service's agree", EventName = nameof(WaitsForClock))]
        public static partial void WaitsForClock(ILogger logger, string registrationId);
    }
}
