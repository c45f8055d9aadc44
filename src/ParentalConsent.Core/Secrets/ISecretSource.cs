namespace ParentalConsent.Core.Secrets;

/// <summary>Where secrets come from: Azure Key Vault, or configuration.</summary>
public interface ISecretSource
{
    /// <summary>The values of a secret that are in force, newest first; empty where there is none.</summary>
    Task<IReadOnlyList<string>> ReadAsync(string name, CancellationToken cancellationToken);
}
