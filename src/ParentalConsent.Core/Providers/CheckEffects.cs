using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Registrations;
using static ParentalConsent.Core.Providers.CheckEffect;
using static ParentalConsent.Core.Providers.CheckOutcome;

namespace ParentalConsent.Core.Providers;

/// <summary>
/// Every word of a provider, whenever it comes. A provider repeats itself, and may be overtaken by itself: so whatever was said
/// before is found again here, and a revocation counts first or last.
/// </summary>
public static class CheckEffects
{
    /// <param name="registration">The one whose check it is.</param>
    public static CheckEffect Of(Registration registration, CheckOutcome outcome, DateTimeOffset now) =>
        (registration.State, registration.Verification.Step, outcome) switch
        {
            (RegistrationState.AwaitingParent, _, Verified) when registration.IsExpiredAt(now) => TooLate,
            (RegistrationState.AwaitingParent, _, _) when registration.IsExpiredAt(now) => Nothing,

            (RegistrationState.AwaitingParent, VerificationStep.ProviderAwaited or VerificationStep.ProviderFailed, Verified) => Grant,
            (RegistrationState.AwaitingParent, VerificationStep.ProviderAwaited, Failed) => NoteFailure,
            (RegistrationState.AwaitingParent, VerificationStep.ProviderAwaited or VerificationStep.ProviderFailed, Revoked) => NoteRevocation,

            (RegistrationState.Granted or RegistrationState.OfAge, VerificationStep.Completed, Verified) => Nothing,
            (RegistrationState.Granted, VerificationStep.Completed, Revoked) when registration.Method is VerificationMethod.Provider => Withdraw,

            (_, _, Verified) => NotAwaited,
            _ => Nothing,
        };
}
