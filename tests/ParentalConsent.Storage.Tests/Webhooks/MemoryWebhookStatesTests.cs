using ParentalConsent.Core.Webhooks;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Storage.Tests.Webhooks;

public sealed class MemoryWebhookStatesTests : WebhookStatesContract
{
    protected override Task<IWebhookStates> CreateAsync() => Task.FromResult<IWebhookStates>(new MemoryWebhookStates());
}
