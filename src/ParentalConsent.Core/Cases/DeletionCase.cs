using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Policies;
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

    public bool IsBegun => DeletedAt is not null;

    public bool IsComplete => IsBegun && Steps.All(step => !step.IsOpen);

    /// <summary>When the last step was over; null while one is open.</summary>
    public DateTimeOffset? CompletedAt => IsComplete ? Steps.Select(step => step.DoneAt).Append(DeletedAt).Max() : null;

    public bool NeedsPerson => Steps.Any(step => step.NeedsPerson);

    /// <summary>When there is something to do; null where nothing is.</summary>
    public DateTimeOffset? NextAt => Steps.Min(step => step.NextAt);

    public static DeletionCase Plan(Registration ended, ClientPolicy client, DateTimeOffset now) => new()
    {
        DeletionId = ended.DeletionId,
        RegistrationId = ended.Id,
        Attempt = ended.Attempt,
        ClientId = ended.ClientId,
        PlannedAt = now,
        Line = CaseLine.New(ended.DeletionId, now),
        Steps = [.. client.Deletion.Acknowledge ? [new CaseStep(StepNames.ClientSystems)] : Array.Empty<CaseStep>()],
    };

    /// <summary>The service's own data is gone, and everybody was asked.</summary>
    public DeletionCase Begin(DateTimeOffset deletedAt, DeletionReason reason, CaseSchedule schedule, DateTimeOffset now) => With(
        StepNames.ClientSystems,
        step => step with { DueAt = now + schedule.Within, NextAt = now + (schedule.Within / 2) }) with
    {
        DeletedAt = deletedAt,
        Reason = reason,
    };

    /// <summary>The client has deleted in its own systems. Itself where that is known already.</summary>
    public DeletionCase Acknowledge(Acknowledgement said, DateTimeOffset now) => With(
        StepNames.ClientSystems, step => step.Over(StepState.Done, now) with { StatedAt = said.DeletedAt, Systems = said.Systems });

    /// <summary>A client that was asked and says nothing is reminded half-way and at the end; a day after that somebody has to look.</summary>
    public DeletionCase Chase(CaseSchedule schedule, DateTimeOffset now) => With(
        StepNames.ClientSystems,
        step => step switch
        {
            _ when !(step.NextAt <= now) => step,
            { Tries: < CaseSchedule.Reminders } when step.DueAt <= now =>
                step with { Tries = CaseSchedule.Reminders, NextAt = now + schedule.LastGrace },
            { Tries: 0 } => step with { Tries = 1, NextAt = step.DueAt },
            _ => step with { NeedsPerson = true, NextAt = now + schedule.BetweenAlarms },
        });

    /// <summary>Somebody has the client reminded now; it has a day more for that.</summary>
    public DeletionCase Remind(CaseSchedule schedule, DateTimeOffset now) => With(
        StepNames.ClientSystems,
        step => step with
        {
            Tries = step.Tries + 1,
            NeedsPerson = false,
            NextAt = step.DueAt > now + schedule.LastGrace ? step.DueAt : now + schedule.LastGrace,
        });

    /// <summary>A person says that a step is done, or need not be. Itself where there is no such step, or it is over.</summary>
    public DeletionCase Resolve(string name, string reason, DateTimeOffset now) =>
        With(name, step => step.Over(StepState.Resolved, now) with { Reason = reason });

    public CaseStep? Find(string name) => Steps.FirstOrDefault(step => step.Name == name);

    /// <summary>Itself where there is no such step, or it is over.</summary>
    private DeletionCase With(string name, Func<CaseStep, CaseStep> change) =>
        Find(name) is { IsOpen: true } open && change(open) is var changed && changed != open
            ? this with { Steps = [.. Steps.Select(step => step == open ? changed : step)] }
            : this;
}
