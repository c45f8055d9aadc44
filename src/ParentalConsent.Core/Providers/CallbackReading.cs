namespace ParentalConsent.Core.Providers;

/// <summary>What a callback turned out to be.</summary>
public abstract record CallbackReading
{
    private CallbackReading()
    {
    }

    /// <param name="Reference">As the provider repeats it; any text.</param>
    public sealed record Said(CheckOutcome Outcome, string Reference) : CallbackReading;

    /// <summary>The signature is missing, malformed, or made with no key in force.</summary>
    public sealed record WrongSignature : CallbackReading;

    /// <summary>Rightly signed, but too long ago or too far ahead: it may be a copy of an old one.</summary>
    public sealed record WrongTime : CallbackReading;

    /// <summary>Rightly signed, but not in the form that is agreed.</summary>
    public sealed record Unreadable : CallbackReading;

    /// <summary>Rightly signed, about something we know nothing of.</summary>
    public sealed record UnknownEvent : CallbackReading;
}
