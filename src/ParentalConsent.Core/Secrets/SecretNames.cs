namespace ParentalConsent.Core.Secrets;

/// <summary>The secrets of the service. Keys are Base64 of at least 32 random bytes, if nothing else is said.</summary>
public static class SecretNames
{
    /// <summary>Signs the links in mails.</summary>
    public const string LinkSigningKey = "link-signing-key";

    /// <summary>Wraps the key of each registration.</summary>
    public const string DataEncryptionKey = "data-encryption-key";

    /// <summary>Makes registration ids and hashes of addresses. Its oldest version stays in use: ids must not change.</summary>
    public const string PseudonymKey = "pseudonym-key";

    /// <summary>Opens the console, to read and to act.</summary>
    public const string ConsoleKey = "console-key";

    /// <summary>Opens the console, to read what holds no personal data of children and guardians. There need be none.</summary>
    public const string AuditorKey = "auditor-key";

    /// <summary>Who sends it may tell what became of mails.</summary>
    public const string DeliveryReportKey = "delivery-report-key";

    /// <summary>Signs checkpoints of the deletion log: the PKCS#8 form of a P-256 key, in Base64.</summary>
    public const string LogSigningKey = "log-signing-key";

    public const string SmtpPassword = "smtp-password";

    /// <summary>The API key of a client.</summary>
    public static string ClientKey(string clientId) => $"client-key-{clientId}";

    /// <summary>What the webhooks to a client are signed with, by every version: <c>whsec_</c> and Base64 of 24 to 64 random bytes.</summary>
    public static string WebhookSecret(string clientId) => $"webhook-secret-{clientId}";

    /// <summary>What we show a provider, or sign with, when we ask it for a check.</summary>
    public static string ProviderApiKey(string provider) => $"provider-{provider}-api-key";

    /// <summary>What a provider signs its callbacks with.</summary>
    public static string ProviderWebhookKey(string provider) => $"provider-{provider}-webhook-key";
}
