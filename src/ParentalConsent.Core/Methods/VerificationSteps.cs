using static ParentalConsent.Core.Methods.VerificationMove;
using static ParentalConsent.Core.Methods.VerificationStep;

namespace ParentalConsent.Core.Methods;

/// <summary>Every way that the check of a yes can take. What is not here is refused.</summary>
public static class VerificationSteps
{
    /// <summary>The step after <paramref name="move"/>; null where the move is not allowed.</summary>
    public static VerificationStep? Next(VerificationStep step, VerificationMove move) => (step, move) switch
    {
        (Completed, _) => null,
        (_, AwaitForm) => FormAwaited,
        (_, AwaitProvider) => ProviderAwaited,
        (_, AwaitCall) => CallAwaited,
        (FormAwaited or FormReceived or FormRejected, ReceiveForm) => FormReceived,
        (FormReceived, RejectForm) => FormRejected,
        (FormReceived, AcceptForm) => Completed,
        (ProviderAwaited or ProviderFailed, Confirm) => Completed,
        (ProviderAwaited, Fail) => ProviderFailed,
        (ProviderAwaited or ProviderFailed, Revoke) => ProviderRevoked,
        // Whoever can name the code can be heard, whichever way they meant to take first.
        (CallAwaited or FormAwaited or FormReceived or FormRejected, Attest) => Completed,
        _ => null,
    };

    /// <summary>How a yes by this method goes on; null for a method whose yes counts at once.</summary>
    public static VerificationMove? FirstMove(this VerificationMethod method) => method switch
    {
        VerificationMethod.SignedForm => AwaitForm,
        VerificationMethod.Provider => AwaitProvider,
        VerificationMethod.Attested => AwaitCall,
        _ => null,
    };
}
