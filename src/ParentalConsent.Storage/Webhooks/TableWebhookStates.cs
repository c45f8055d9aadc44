using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Webhooks;
using ParentalConsent.Storage.Tables;

namespace ParentalConsent.Storage.Webhooks;

public sealed class TableWebhookStates(TableClient table) : IWebhookStates
{
    public async Task<StoredWebhook> FindAsync(string clientId, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<WebhookRow>(clientId, WebhookRow.Key, cancellationToken: cancellationToken);
        return found.HasValue
            ? new StoredWebhook(found.Value!.ToState(), found.Value.ETag.ToString())
            : new StoredWebhook(new WebhookState(), null);
    }

    public async Task<StoredWebhook?> TrySaveAsync(
        string clientId, StoredWebhook current, WebhookState changed, CancellationToken cancellationToken)
    {
        var row = WebhookRow.From(clientId, changed);
        try
        {
            var answer = await (current.Version is null
                ? table.AddEntityAsync(row, cancellationToken)
                : table.UpdateEntityAsync(row, new ETag(current.Version), TableUpdateMode.Replace, cancellationToken));
            return new StoredWebhook(changed, answer.Headers.ETag?.ToString());
        }
        catch (RequestFailedException conflict) when (conflict.IsConflict())
        {
            return null;
        }
    }
}
