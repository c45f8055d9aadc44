using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Signals;

namespace ParentalConsent.Pages.Console;

/// <summary>What a sign means, for administrators.</summary>
public static class SignalWords
{
    /// <summary>All signs of a registration.</summary>
    public static string Of(Registration registration) =>
        registration.Signals.Count == 0 ? "none" : string.Join(", ", registration.Signals.Select(Of));

    public static string Of(RiskSignal signal) => signal switch
    {
        RiskSignal.SameAddress => "the address is the child’s own",
        RiskSignal.AddressVariant => "the address is a variant of the child’s",
        RiskSignal.DisposableAddress => "a throw-away mailbox",
        RiskSignal.SameNetwork => "answered from the child’s network",
        RiskSignal.SameDevice => "answered from the child’s network with the same browser",
        RiskSignal.QuickAnswer => "answered within seconds",
        _ => throw new ArgumentOutOfRangeException(nameof(signal)),
    };
}
