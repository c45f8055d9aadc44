using Microsoft.Azure.Functions.Worker;
using ParentalConsent.Core.Webhooks;

namespace ParentalConsent.Functions.Work;

public sealed class DeliverEventsFunction(DeliverEvents deliverEvents)
{
    [Function("DeliverEvents")]
    public Task RunAsync([QueueTrigger("webhooks")] WebhookMessage message, CancellationToken cancellationToken) =>
        deliverEvents.ExecuteAsync(message, cancellationToken);
}
