namespace ParentalConsent.Core.Cases;

public enum StepState
{
    Open,
    Done,

    /// <summary>A person says that it is done, or need not be, and why.</summary>
    Resolved,
}
