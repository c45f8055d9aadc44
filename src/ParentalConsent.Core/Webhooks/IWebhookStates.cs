namespace ParentalConsent.Core.Webhooks;

/// <summary>How far each client's webhook has come; each method is one call.</summary>
public interface IWebhookStates
{
    /// <summary>What is stored, or a state that begins with the oldest event that is kept.</summary>
    Task<StoredWebhook> FindAsync(string clientId, CancellationToken cancellationToken);

    /// <returns>As it is stored now; null where it has changed since it was read, and nothing was written.</returns>
    Task<StoredWebhook?> TrySaveAsync(string clientId, StoredWebhook current, WebhookState changed, CancellationToken cancellationToken);
}
