namespace ParentalConsent.Storage.Registrations;

/// <summary>Sealed data could not be opened. Says of which registration and why, never what it holds.</summary>
public sealed class SealException(string registrationId, string part, string problem)
    : Exception($"The sealed '{part}' of registration {registrationId} could not be opened: {problem}.");
