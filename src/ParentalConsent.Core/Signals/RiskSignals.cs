using ParentalConsent.Core.Methods;

namespace ParentalConsent.Core.Signals;

public static class RiskSignals
{
    /// <summary>The level that signals ask for: a strong one, or two weak ones, a checked adult; a weak one, a second mail.</summary>
    public static Assurance Needs(IReadOnlyCollection<RiskSignal> signals) => signals switch
    {
        _ when signals.Any(IsStrong) || signals.Count > 1 => Assurance.Verified,
        { Count: 1 } => Assurance.Confirmed,
        _ => Assurance.Asserted,
    };

    private static bool IsStrong(RiskSignal signal) => signal is RiskSignal.SameAddress or RiskSignal.AddressVariant;
}
