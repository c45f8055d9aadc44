namespace ParentalConsent.Storage.Secrets;

/// <summary>Key Vault did not answer with a secret. Names the secret and the answer's code, never anything it said.</summary>
/// <param name="status">HTTP status; 0 where there was no answer.</param>
/// <param name="code">Key Vault's error code, where it gave one; without an answer, why there was none.</param>
public sealed class SecretsUnavailableException(string name, int status, string? code)
    : Exception($"Key Vault did not give the secret '{name}': {(status == 0 ? code ?? "no answer" : $"HTTP {status} {code}".TrimEnd())}.")
{
    public int Status { get; } = status;

    public string? Code { get; } = code;
}
