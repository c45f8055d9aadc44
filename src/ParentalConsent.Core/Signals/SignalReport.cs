using ParentalConsent.Core.Methods;

namespace ParentalConsent.Core.Signals;

/// <summary>Signs that the "guardian" of a registration may be the child, for administrators. No personal data.</summary>
/// <param name="Method">What the guardian was asked to use because of them.</param>
/// <param name="Needed">What purposes, country and signs ask for.</param>
public sealed record SignalReport(
    string RegistrationId,
    string ClientId,
    IReadOnlyList<RiskSignal> Signals,
    VerificationMethod Method,
    Assurance Needed,
    DateTimeOffset At)
{
    /// <summary>False where the client has no method that is strong enough.</summary>
    public bool Suffices => Method.Level() >= Needed;

    public static SignalReport Of(Registrations.Registration registration, DateTimeOffset now) => new(
        registration.Id, registration.ClientId, registration.Signals, registration.Method, registration.NeededAssurance, now);
}
