using ParentalConsent.Core.Policies;

namespace ParentalConsent.Core.Webhooks;

/// <param name="Address">Where it goes.</param>
public sealed record WebhookOverview(string ClientId, Uri Address, WebhookState State);

/// <summary>All webhooks that the policy names, for the console; a call for each.</summary>
public sealed class ReadWebhooks(IWebhookStates states, PolicySet policies)
{
    public async Task<IReadOnlyList<WebhookOverview>> ExecuteAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(policies.Clients.Values.Where(client => client.Webhook is not null).OrderBy(client => client.Id, StringComparer.Ordinal).Select(
            async client => new WebhookOverview(client.Id, client.Webhook!, (await states.FindAsync(client.Id, cancellationToken)).State)));
}
