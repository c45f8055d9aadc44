using ParentalConsent.Core.Cases;

namespace ParentalConsent.Pages.Console;

/// <summary>Steps of a case in words.</summary>
public static class StepWords
{
    public static string Of(CaseStep step) => step.Name switch
    {
        StepNames.HeldData => "registration data",
        StepNames.ContactDetails => "contact details",
        StepNames.ClientSystems => "the client’s own systems",
        _ when StepNames.IsTarget(step.Name) => $"target {StepNames.TargetOf(step.Name)}",
        _ => step.Name,
    };

    /// <summary>What became of a target, or of the systems that the client names.</summary>
    public static string DetailsOf(CaseStep step) => step switch
    {
        { Systems.Count: > 0 } => string.Join(", ", step.Systems),
        { Found: { } found, Left: { } left } => $"{found} found, {left} left",
        { LastError: CaseStep.NotInPolicy } => "not in the policy",
        { LastError: { } error } => $"failed: {error}",
        { Found: { } found } => $"{found} found",
        _ => "–",
    };

    public static string StateOf(CaseStep step) => step switch
    {
        { NeedsPerson: true } => "needs a person",
        { State: StepState.Done } => "done",
        { State: StepState.Resolved } => "resolved by an operator",
        _ => "open",
    };

    /// <summary>What somebody who looks can do; null where nothing is to be done.</summary>
    public static string? WhatToDo(CaseStep step) => step switch
    {
        { NeedsPerson: true, Name: StepNames.ClientSystems, LastError: CaseStep.NotInPolicy } =>
            "The client is no longer in the policy, so it cannot be asked. Put it back, and it is asked again within a day, or at once if you try again; "
            + "or see to it that it deletes, then resolve the step and say so.",
        { NeedsPerson: true, Name: StepNames.ClientSystems } =>
            "The client was asked to delete and has not said that it did. Ask it; once it acknowledges, this closes by itself. "
            + "If it says so to you instead, or has nothing to delete, resolve the step and say why.",
        { NeedsPerson: true, LastError: "subjectUnknown" } =>
            "This was registered before the target was set up, or its key is gone, so nobody knows the subject’s id. Ask the client to delete it, then resolve the step and say so.",
        { NeedsPerson: true, LastError: CaseStep.NotInPolicy } =>
            "The target is no longer in the client’s policy, or the client is not. Put it back and try again, or see to it by hand, then resolve the step and say so.",
        { NeedsPerson: true } =>
            "The service could not delete there. Look whether its identity may list and delete in that account, and whether table or container exist; then try again. "
            + "If it cannot be done from here, delete it by hand, then resolve the step and say so.",
        _ => null,
    };
}
