using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Cases;

/// <summary>
/// A deletion that takes more than removing what this service holds. Stored from before the tombstone is made until every step is
/// over; then the log alone has it. A deletion that takes nothing more has no case stored: its log entry says all.
/// </summary>
public sealed record DeletionCase
{
    public required string DeletionId { get; init; }

    public required string RegistrationId { get; init; }

    public required string Attempt { get; init; }

    public required string ClientId { get; init; }

    public required DateTimeOffset PlannedAt { get; init; }

    /// <summary>The line of the index that brings it back. Others of this case are left over.</summary>
    public required CaseLine Line { get; init; }

    /// <summary>When the service's own data was removed; null until the case was begun.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Null until it was begun.</summary>
    public DeletionReason? Reason { get; init; }

    /// <summary>What is to be done besides; what the service holds itself went with the tombstone.</summary>
    public required IReadOnlyList<CaseStep> Steps { get; init; }

    /// <summary>The client's id of the subject, as long as a target is open that needs it. Stores keep it sealed.</summary>
    public string? SubjectId { get; init; }

    /// <summary>Until when one worker alone deletes from targets; null where none does.</summary>
    public DateTimeOffset? BusyUntil { get; init; }

    public bool HasOpenTarget => Steps.Any(step => step.IsOpenTarget);

    public bool IsBegun => DeletedAt is not null;

    public bool IsComplete => IsBegun && Steps.All(step => !step.IsOpen);

    /// <summary>When the last step was over; null while one is open.</summary>
    public DateTimeOffset? CompletedAt => IsComplete ? Steps.Select(step => step.DoneAt).Append(DeletedAt).Max() : null;

    public bool NeedsPerson => Steps.Any(step => step.NeedsPerson);

    /// <summary>When there is something to do; null where nothing is.</summary>
    public DateTimeOffset? NextAt => Steps.Min(step => step.NextAt);

    /// <summary>What its client's policy had when it was registered, and what it has now.</summary>
    /// <param name="client">Null where it left the policy.</param>
    public static DeletionCase Plan(Registration ended, ClientPolicy? client, DateTimeOffset now) => new DeletionCase
    {
        DeletionId = ended.DeletionId,
        RegistrationId = ended.Id,
        Attempt = ended.Attempt,
        ClientId = ended.ClientId,
        PlannedAt = now,
        Line = CaseLine.New(ended.DeletionId, now),
        SubjectId = ended.Details?.SubjectId,
        Steps = [.. ended.FurtherSteps.Union(client?.FurtherSteps ?? []).Select(name => new CaseStep(name))],
    }.WithoutNeedlessSubject();

    /// <summary>The same where it is planned once more before it was begun, perhaps by another policy: nothing is taken away.</summary>
    public DeletionCase PlannedAgain(DeletionCase planned) => this with
    {
        PlannedAt = planned.PlannedAt,
        Line = planned.Line,
        SubjectId = SubjectId ?? planned.SubjectId,
        Steps = [.. Steps, .. planned.Steps.Where(step => Find(step.Name) is null)],
    };

    /// <summary>The service's own data is gone, and everybody was asked.</summary>
    public DeletionCase Begin(DateTimeOffset deletedAt, DeletionReason reason, CaseSchedule schedule, DateTimeOffset now) => this with
    {
        DeletedAt = deletedAt,
        Reason = reason,
        Steps =
        [
            .. Steps.Select(step => step switch
            {
                { IsOpenTarget: true } => step with { NextAt = now },
                { IsOpen: true } => step with { DueAt = now + schedule.Within, NextAt = now + (schedule.Within / 2) },
                _ => step,
            }),
        ],
    };

    /// <summary>The client has deleted in its own systems, asked or not. Itself where that is known already.</summary>
    public DeletionCase Acknowledge(Acknowledgement said, DateTimeOffset now)
    {
        return Find(StepNames.ClientSystems) is null
            ? this with { Steps = [.. Steps, Over(new CaseStep(StepNames.ClientSystems))] }
            : With(StepNames.ClientSystems, Over);

        CaseStep Over(CaseStep step) => step.Over(StepState.Done, now) with
        {
            StatedAt = said.DeletedAt,
            Systems = said.Systems,
            LastError = null,
        };
    }

    /// <summary>
    /// A client that was asked and says nothing is reminded half-way and at the end; a day after that somebody has to look. At once where
    /// it left the policy; where it came back, it is asked once more, and has its time anew. One that is not to acknowledge any more is not
    /// reminded.
    /// </summary>
    public DeletionCase Chase(CaseSchedule schedule, DateTimeOffset now) => With(
        StepNames.ClientSystems,
        step => step switch
        {
            { LastError: CaseStep.NotInPolicy } when schedule.CanAsk => AskedAnew(step, schedule, now),
            _ when !schedule.CanAsk && (!step.NeedsPerson || step.NextAt <= now) =>
                step with { LastError = CaseStep.NotInPolicy, NeedsPerson = true, NextAt = now + schedule.BetweenAlarms },
            _ when !(step.NextAt <= now) => step,
            _ when !schedule.Reminds && step.DueAt > now => step with { NextAt = step.DueAt },
            _ when !schedule.Reminds => step with { NeedsPerson = true, NextAt = now + schedule.BetweenAlarms },
            { Tries: < CaseSchedule.Reminders } when step.DueAt <= now =>
                step with { Tries = CaseSchedule.Reminders, NextAt = now + schedule.LastGrace },
            { Tries: 0 } => step with { Tries = 1, NextAt = step.DueAt },
            _ => step with { NeedsPerson = true, NextAt = now + schedule.BetweenAlarms },
        });

    /// <summary>Targets that are to be looked at.</summary>
    public IEnumerable<CaseStep> TargetsDueAt(DateTimeOffset now) => Steps.Where(step => step.IsOpenTarget && step.NextAt <= now);

    public bool IsBusyAt(DateTimeOffset now) => Claim.HoldsAt(BusyUntil, now);

    /// <summary>Something is open that a person wants tried again: targets at once; the client, if it is there, is reminded, and has a day more.</summary>
    public DeletionCase Retry(CaseSchedule schedule, DateTimeOffset now) => With(
        StepNames.ClientSystems,
        step => (schedule.CanAsk, step.LastError) switch
        {
            (false, _) => step,
            (_, CaseStep.NotInPolicy) => AskedAnew(step, schedule, now),
            _ => step with
            {
                Tries = step.Tries + 1,
                NeedsPerson = false,
                NextAt = step.DueAt > now + schedule.LastGrace ? step.DueAt : now + schedule.LastGrace,
            },
        }).WithTargets(step => step with { Tries = 0, NeedsPerson = false, NextAt = now });

    /// <summary>How much there was in a target before anything was deleted from it.</summary>
    public DeletionCase Counted(string name, int found) => With(name, step => step with { Found = found });

    /// <summary>Some of it is deleted, and more is there: on it goes.</summary>
    public DeletionCase DeletedInPart(string name, DateTimeOffset now) =>
        With(name, step => step with { Tries = 0, LastError = null, NeedsPerson = false, NextAt = now });

    /// <summary>A target is empty.</summary>
    public DeletionCase Cleared(string name, DateTimeOffset now) =>
        With(name, step => step.Over(StepState.Done, now) with { Left = 0, LastError = null });

    /// <summary>It did not work: again after a while that grows, and in the end with somebody to look as well.</summary>
    public DeletionCase Failed(string name, string why, CaseSchedule schedule, DateTimeOffset now) => With(
        name,
        step => step with
        {
            Tries = step.Tries + 1,
            LastError = why,
            NeedsPerson = step.Tries + 1 >= CaseSchedule.TriesAlone,
            NextAt = now + schedule.DelayAfter(step.Tries + 1),
        });

    /// <summary>
    /// This, which somebody saved while a worker deleted from targets, with what that came to. A step that an operator wants tried
    /// again meanwhile, and that is not over, stays to be tried.
    /// </summary>
    /// <param name="taken">As the worker took it.</param>
    /// <param name="ran">As the worker left it.</param>
    public DeletionCase AfterRun(DeletionCase taken, DeletionCase ran) => (this with
    {
        BusyUntil = null,
        Steps = [.. Steps.Select(step => (step, taken.Find(step.Name), ran.Find(step.Name)) switch
        {
            ({ IsOpenTarget: true }, { } before, { IsOpen: true } after) when (step.Tries, step.NextAt) != (before.Tries, before.NextAt) =>
                step with { Found = after.Found, LastError = after.LastError },
            ({ IsOpenTarget: true }, _, { } after) => after,
            _ => step,
        })],
    }).WithoutNeedlessSubject();

    /// <summary>It cannot work unless somebody does something.</summary>
    public DeletionCase Stuck(string name, string why, CaseSchedule schedule, DateTimeOffset now) =>
        With(name, step => step with { LastError = why, NeedsPerson = true, NextAt = now + schedule.BetweenAlarms });

    /// <summary>A person says that a step is done, or need not be. Itself where there is no such step, or it is over.</summary>
    public DeletionCase Resolve(string name, string reason, DateTimeOffset now) =>
        With(name, step => step.Over(StepState.Resolved, now) with { Reason = reason });

    public CaseStep? Find(string name) => Steps.FirstOrDefault(step => step.Name == name);

    private static CaseStep AskedAnew(CaseStep step, CaseSchedule schedule, DateTimeOffset now) => step with
    {
        Tries = schedule.Reminds ? step.Tries + 1 : step.Tries,
        LastError = null,
        NeedsPerson = false,
        DueAt = now + schedule.Within,
        NextAt = now + schedule.Within,
    };

    /// <summary>Itself where there is no such step, or it is over. The subject's id goes with the last target.</summary>
    private DeletionCase With(string name, Func<CaseStep, CaseStep> change) =>
        Find(name) is { IsOpen: true } open && change(open) is var changed && changed != open
            ? (this with { Steps = [.. Steps.Select(step => step == open ? changed : step)] }).WithoutNeedlessSubject()
            : this;

    private DeletionCase WithTargets(Func<CaseStep, CaseStep> change) =>
        HasOpenTarget ? this with { Steps = [.. Steps.Select(step => step.IsOpenTarget ? change(step) : step)] } : this;

    private DeletionCase WithoutNeedlessSubject() => HasOpenTarget ? this : this with { SubjectId = null };

    /// <summary>Without the subject, so that no log or trace can have it.</summary>
    public override string ToString() => $"{nameof(DeletionCase)} {DeletionId}";
}
