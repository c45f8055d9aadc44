using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Queues;

namespace ParentalConsent.Core.Webhooks;

/// <summary>A person has a client's webhook tried again, at once: paused or not.</summary>
public sealed class ResumeWebhook(IWebhookStates states, IWorkQueues queues, PolicySet policies, TimeProvider clock)
{
    /// <returns>False where there is no such webhook.</returns>
    public async Task<bool> ExecuteAsync(string clientId, CancellationToken cancellationToken)
    {
        if (policies.Clients.GetValueOrDefault(clientId) is not { Webhook: not null } client)
        {
            return false;
        }

        StoredWebhook stored;
        do
        {
            stored = await states.FindAsync(client.Id, cancellationToken);
        }
        while (await states.TrySaveAsync(client.Id, stored, stored.State.Resumed(clock.GetUtcNow()), cancellationToken) is null);

        await queues.SendAsync(new WebhookMessage(client.Id), TimeSpan.Zero, cancellationToken);
        return true;
    }
}
