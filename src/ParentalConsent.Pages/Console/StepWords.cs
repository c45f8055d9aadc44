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
        _ => step.Name,
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
        { NeedsPerson: true, Name: StepNames.ClientSystems } =>
            "The client was asked to delete and has not said that it did. Ask it; once it acknowledges, this closes by itself. "
            + "If it says so to you instead, or has nothing to delete, resolve the step and say why.",
        _ => null,
    };
}
