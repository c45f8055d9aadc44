using ParentalConsent.Core.Events;
using ParentalConsent.Core.Policies;

namespace ParentalConsent.Core.Webhooks;

public interface IWebhookSender
{
    /// <summary>One try: at most 15 seconds, whatever the receiver does. What goes wrong on its side is an answer, not an exception.</summary>
    /// <param name="client">One with a <see cref="ClientPolicy.Webhook"/>.</param>
    Task<WebhookAnswer> SendAsync(ClientPolicy client, FeedEvent told, CancellationToken cancellationToken);
}
