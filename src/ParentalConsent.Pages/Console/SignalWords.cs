using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Signals;

namespace ParentalConsent.Pages.Console;

/// <summary>Signs that the "parent" may be the child, as administrators read them.</summary>
public static class SignalWords
{
    public static string Of(Registration registration) =>
        registration.Signals.Count == 0 ? "none" : string.Join(", ", registration.Signals.Select(Of));

    private static string Of(RiskSignal signal) => signal switch
    {
        RiskSignal.SameAddress => "address is the child’s",
        RiskSignal.AddressVariant => "address is a variant of the child’s",
        RiskSignal.DisposableAddress => "throw-away mailbox",
        RiskSignal.SameNetwork => "answered from the child’s network",
        RiskSignal.SameDevice => "answered from the child’s device",
        RiskSignal.QuickAnswer => "answered within seconds",
        _ => signal.ToString(),
    };
}
