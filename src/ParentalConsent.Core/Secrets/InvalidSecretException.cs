namespace ParentalConsent.Core.Secrets;

/// <summary>A secret is missing or not what it should be. Names the secret, never its value.</summary>
public sealed class InvalidSecretException(string name, string problem) : Exception($"The secret '{name}' {problem}.");
