using ParentalConsent.Core.Webhooks;
using ParentalConsent.Storage.Tests.Tables;
using ParentalConsent.Storage.Webhooks;

namespace ParentalConsent.Storage.Tests.Webhooks;

public sealed class TableWebhookStatesTests : WebhookStatesContract
{
    protected override async Task<IWebhookStates> CreateAsync() => new TableWebhookStates(await FreshTables.CreateAsync());
}
