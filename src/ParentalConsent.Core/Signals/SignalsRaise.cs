using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Signals;

/// <summary>What the signs of a grant do to the method: they raise it, and never lower it.</summary>
public static class SignalsRaise
{
    /// <summary>The registration with all signs that there are now, and a method that is strong enough for them.</summary>
    /// <param name="answer">From where the grant came; null where that is not known.</param>
    public static Registration Raise(this Registration registration, PolicySet policies, DeviceHashes? answer, DateTimeOffset now)
    {
        if (policies.FindClient(registration) is not { } client)
        {
            return registration;
        }

        var found = DecisionSignals.Of(registration, client, answer, now);
        RiskSignal[] signals = [.. registration.Signals.Union(found)];
        var choice = MethodChoice.Make(policies, client, registration.Purposes, registration.Details?.Country, signals);
        return registration with
        {
            Signals = signals,
            Second = registration.Second is { Decided: true } second ? second with { Signals = [.. second.Signals.Union(found)] } : registration.Second,
            NeededAssurance = choice.Needed,
            Method = registration.Method.Level() < choice.Method.Level() ? choice.Method : registration.Method,
        };
    }
}
