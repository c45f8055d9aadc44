using System.Runtime.ExceptionServices;
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
        var faults = await TryAsync(events, cancellationToken);
        if (faults.Count == 1)
        {
            ExceptionDispatchInfo.Throw(faults.Values.Single());
        }
        else if (faults.Count > 1)
        {
            throw new AggregateException($"{faults.Count} clients could not be told what happened.", faults.Values);
        }
    }

    /// <summary>The same for who goes on without those that could not be told.</summary>
    /// <returns>What failed, by client: one whose feed fails withholds nothing from the others.</returns>
    public async Task<IReadOnlyDictionary<string, Exception>> TryAsync(IEnumerable<ClientEvent> events, CancellationToken cancellationToken)
    {
        var faults = new Dictionary<string, Exception>();
        foreach (var client in events.GroupBy(told => told.ClientId))
        {
            try
            {
                await TellAsync(client.Key, [.. client], cancellationToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                faults.Add(client.Key, fault);
            }
        }

        return faults;
    }

    private async Task TellAsync(string clientId, IReadOnlyList<ClientEvent> events, CancellationToken cancellationToken)
    {
        await feed.AppendAsync(clientId, events, cancellationToken);
        if (policies.Clients.GetValueOrDefault(clientId) is { Webhook: not null })
        {
            await queues.SendAsync(new WebhookMessage(clientId), TimeSpan.Zero, cancellationToken);
        }
    }
}
