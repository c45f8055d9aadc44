using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Deletion;

namespace ParentalConsent.Pages.Tests;

/// <summary>The deletion of <see cref="Every.Entry"/>, as far as it can have come.</summary>
internal static class EveryCase
{
    private static readonly CaseStep Asked = new(StepNames.ClientSystems) { DueAt = Sample.Now.AddDays(7), NextAt = Sample.Now.AddDays(3.5) };

    public static CaseView Planned { get; } = With(null, new CaseStep(StepNames.ClientSystems));

    public static CaseView Open { get; } = With(Sample.Now, Asked);

    public static CaseView Overdue { get; } = With(Sample.Now, Asked with { Tries = 2, NeedsPerson = true });

    public static CaseView Complete { get; } = With(
        Sample.Now, new CaseStep(StepNames.ClientSystems) { State = StepState.Resolved, DoneAt = Sample.Now, Reason = "They said so on the phone.", Systems = ["crm"] }) with
    {
        CompletedAt = Sample.Now,
        Line = null,
    };

    private static CaseView With(DateTimeOffset? deletedAt, CaseStep step) => new(
        Sample.Waiting.DeletionId,
        Sample.Waiting.Id,
        "wayfarer",
        deletedAt is null ? null : DeletionReason.Expired,
        deletedAt,
        null,
        [.. CaseView.Own(deletedAt), step],
        CaseLine.New(Sample.Waiting.DeletionId, Sample.Now.AddDays(3.5)));
}
