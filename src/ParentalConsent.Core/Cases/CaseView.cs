using ParentalConsent.Core.Deletion;

namespace ParentalConsent.Core.Cases;

/// <summary>A deletion as people, clients and certificates see it, whether it is under way, complete, or took nothing more.</summary>
/// <param name="Reason">Null until the service's own data is gone.</param>
/// <param name="DeletedAt">When it went; null until then.</param>
/// <param name="CompletedAt">When the last step was over; null while one is open.</param>
/// <param name="Steps">All of them: what the service holds itself first.</param>
/// <param name="Line">What brings it back; null once it is complete.</param>
public sealed record CaseView(
    string DeletionId,
    string RegistrationId,
    string ClientId,
    DeletionReason? Reason,
    DateTimeOffset? DeletedAt,
    DateTimeOffset? CompletedAt,
    IReadOnlyList<CaseStep> Steps,
    CaseLine? Line = null)
{
    public bool NeedsPerson => Steps.Any(step => step.NeedsPerson);

    public static CaseView Of(DeletionCase open) => new(
        open.DeletionId, open.RegistrationId, open.ClientId, open.Reason, open.DeletedAt, open.CompletedAt, [.. Own(open.DeletedAt), .. open.Steps], open.Line);

    /// <summary>What goes with the tombstone.</summary>
    public static IEnumerable<CaseStep> Own(DateTimeOffset? deletedAt) =>
        new[] { StepNames.HeldData, StepNames.ContactDetails }.Select(name => new CaseStep(name)
        {
            State = deletedAt is null ? StepState.Open : StepState.Done,
            DoneAt = deletedAt,
        });
}
