namespace ParentalConsent.Storage.Registrations;

/// <summary>Sealed data could not be opened. Says whose and why, never what it holds.</summary>
public sealed class SealException(string owner, string part, string problem)
    : Exception($"The sealed '{part}' of {owner} could not be opened: {problem}.");
