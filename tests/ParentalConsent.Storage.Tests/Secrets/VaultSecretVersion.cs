namespace ParentalConsent.Storage.Tests.Secrets;

/// <param name="Created">Unix time in seconds, as all times of the protocol.</param>
internal sealed record VaultSecretVersion(
    string Version, string Value, long Created, bool Enabled = true, long? NotBefore = null, long? Expires = null);
