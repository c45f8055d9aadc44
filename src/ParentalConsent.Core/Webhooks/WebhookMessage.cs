namespace ParentalConsent.Core.Webhooks;

/// <summary>Queue <c>webhooks</c>: there may be something to deliver to this client. Which events, the feed and the client's row say.</summary>
public sealed record WebhookMessage(string ClientId);
