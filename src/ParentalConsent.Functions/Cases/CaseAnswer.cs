using System.Text.Json;
using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Deletion;

namespace ParentalConsent.Functions.Cases;

/// <summary>What a client sees of a deletion.</summary>
/// <param name="State"><c>open</c>, <c>needsPerson</c> or <c>completed</c>.</param>
/// <param name="Reason">Null until the service's own data is gone.</param>
/// <param name="DeletedAt">When it went; null until then.</param>
/// <param name="CompletedAt">When the last step was over; null while one is open.</param>
public sealed record CaseAnswer(
    string DeletionId,
    string RegistrationId,
    string State,
    DeletionReason? Reason,
    DateTimeOffset? DeletedAt,
    DateTimeOffset? CompletedAt,
    IReadOnlyList<StepAnswer> Steps)
{
    public static CaseAnswer Of(CaseView view) => new(
        view.DeletionId,
        view.RegistrationId,
        view switch
        {
            { CompletedAt: not null } => "completed",
            { NeedsPerson: true } => "needsPerson",
            _ => "open",
        },
        view.Reason,
        view.DeletedAt,
        view.CompletedAt,
        [.. view.Steps.Select(StepAnswer.Of)]);
}

/// <param name="State"><c>open</c>, <c>needsPerson</c>, <c>done</c> or <c>resolved</c>.</param>
/// <param name="DoneAt">When it was done, or a person resolved it.</param>
/// <param name="DueAt">By when it is to be done; null where nothing says.</param>
/// <param name="Reminders">How often the client was reminded; null with other steps.</param>
/// <param name="Systems">What the client named; null with other steps.</param>
/// <param name="Found">Of a target, how much was there before; null with other steps, and before it was counted.</param>
/// <param name="Left">How much was there when it was done; null likewise.</param>
public sealed record StepAnswer(
    string Name,
    string State,
    DateTimeOffset? DoneAt,
    DateTimeOffset? DueAt,
    int? Reminders,
    DateTimeOffset? StatedAt,
    IReadOnlyList<string>? Systems,
    int? Found,
    int? Left)
{
    public static StepAnswer Of(CaseStep step)
    {
        var isClients = step.Name == StepNames.ClientSystems;
        return new StepAnswer(
            step.Name,
            JsonNamingPolicy.CamelCase.ConvertName(step.NeedsPerson ? nameof(CaseStep.NeedsPerson) : step.State.ToString()),
            step.DoneAt,
            step.DueAt,
            isClients ? step.Tries : null,
            step.StatedAt,
            isClients ? step.Systems : null,
            step.Found,
            step.Left);
    }
}
