using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Webhooks;

namespace ParentalConsent.Core.Events;

/// <summary>
/// Tells clients what happened. Called by workers once they have seen the change committed, and before their message is done:
/// cut off anywhere, the message comes again, and what was told is not told twice. One call for all events of a client, and one
/// more where it has a webhook.
/// </summary>
public sealed class EmitEvents(IEventFeed feed, IWorkQueues queues, PolicySet policies)
{
    /// <param name="events">In the order they happened; those of one client in one append.</param>
    public async Task ExecuteAsync(IEnumerable<ClientEvent> events, CancellationToken cancellationToken)
    {
        foreach (var client in events.GroupBy(told => told.ClientId))
        {
            await feed.AppendAsync(client.Key, [.. client], cancellationToken);
            if (policies.Clients.GetValueOrDefault(client.Key) is { Webhook: not null })
            {
                await queues.SendAsync(new WebhookMessage(client.Key), TimeSpan.Zero, cancellationToken);
            }
        }
    }
}
