namespace ParentalConsent.Core.Webhooks;

/// <param name="Version">Null while nothing is stored.</param>
public sealed record StoredWebhook(WebhookState State, string? Version);
