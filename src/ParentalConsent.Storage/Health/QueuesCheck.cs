using Azure.Storage.Queues;
using ParentalConsent.Core.Health;
using ParentalConsent.Storage.Queues;

namespace ParentalConsent.Storage.Health;

/// <summary>Asks for the properties of one of the queues.</summary>
public sealed class QueuesCheck(QueueServiceClient queues) : IDependencyCheck
{
    public string Name => "queues";

    public Task CheckAsync(CancellationToken cancellationToken) =>
        queues.GetQueueClient(QueueNames.Deletions).GetPropertiesAsync(cancellationToken);
}
