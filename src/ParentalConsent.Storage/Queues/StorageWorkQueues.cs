using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure;
using Azure.Storage.Queues;
using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Discoveries;
using ParentalConsent.Core.Events;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Webhooks;

namespace ParentalConsent.Storage.Queues;

/// <param name="service">With <see cref="QueueMessageEncoding.Base64"/>, as the Functions host expects.</param>
public sealed class StorageWorkQueues(QueueServiceClient service) : IWorkQueues
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(6);

    /// <summary>Minus one second is how the service spells never.</summary>
    private static readonly TimeSpan NeverExpires = TimeSpan.FromSeconds(-1);

    private readonly QueueClient outgoingMail = service.GetQueueClient(QueueNames.OutgoingMail);
    private readonly QueueClient reminders = service.GetQueueClient(QueueNames.Reminders);
    private readonly QueueClient deletions = service.GetQueueClient(QueueNames.Deletions);
    private readonly QueueClient webhooks = service.GetQueueClient(QueueNames.Webhooks);
    private readonly QueueClient comingsOfAge = service.GetQueueClient(QueueNames.ComingsOfAge);
    private readonly QueueClient discoveries = service.GetQueueClient(QueueNames.Discoveries);
    private readonly QueueClient cases = service.GetQueueClient(QueueNames.Cases);

    public Task SendAsync(OutgoingMailMessage message, TimeSpan delay, CancellationToken cancellationToken) =>
        SendAsync(outgoingMail, message, StorageJson.Default.OutgoingMailMessage, delay, cancellationToken);

    public Task SendAsync(ReminderMessage message, TimeSpan delay, CancellationToken cancellationToken) =>
        SendAsync(reminders, message, StorageJson.Default.ReminderMessage, delay, cancellationToken);

    public Task SendAsync(DeletionMessage message, TimeSpan delay, CancellationToken cancellationToken) =>
        SendAsync(deletions, message, StorageJson.Default.DeletionMessage, delay, cancellationToken);

    public Task SendAsync(WebhookMessage message, TimeSpan delay, CancellationToken cancellationToken) =>
        SendAsync(webhooks, message, StorageJson.Default.WebhookMessage, delay, cancellationToken);

    public Task SendAsync(ComingOfAgeMessage message, TimeSpan delay, CancellationToken cancellationToken) =>
        SendAsync(comingsOfAge, message, StorageJson.Default.ComingOfAgeMessage, delay, cancellationToken);

    public Task SendAsync(DiscoveryMessage message, TimeSpan delay, CancellationToken cancellationToken) =>
        SendAsync(discoveries, message, StorageJson.Default.DiscoveryMessage, delay, cancellationToken);

    public Task SendAsync(CaseMessage message, TimeSpan delay, CancellationToken cancellationToken) =>
        SendAsync(cases, message, StorageJson.Default.CaseMessage, delay, cancellationToken);

    public async Task<IReadOnlyList<QueueStatus>> ReadStatusAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(QueueNames.All.Select(async queue =>
        {
            var ready = IsReadyAsync(queue, cancellationToken);
            var waiting = CountAsync(queue, cancellationToken);
            var poison = CountAsync(QueueNames.PoisonOf(queue), cancellationToken);
            await Task.WhenAll(ready, waiting, poison);
            return new QueueStatus(queue, await waiting, await poison, await ready);
        }));

    private static async Task SendAsync<T>(
        QueueClient queue, T message, JsonTypeInfo<T> type, TimeSpan delay, CancellationToken cancellationToken) =>
        await queue.SendMessageAsync(JsonSerializer.Serialize(message, type), WholeSeconds(delay), NeverExpires, cancellationToken);

    /// <summary>The service takes whole seconds; rounded up, no message shows itself before its time.</summary>
    private static TimeSpan WholeSeconds(TimeSpan delay) =>
        delay >= LongestDelay ? LongestDelay : TimeSpan.FromSeconds(Math.Max(0, Math.Ceiling(delay.TotalSeconds)));

    /// <summary>Counts include messages that are delayed; a look does not.</summary>
    private async Task<bool> IsReadyAsync(string queue, CancellationToken cancellationToken)
    {
        try
        {
            return (await service.GetQueueClient(queue).PeekMessagesAsync(1, cancellationToken)).Value.Length > 0;
        }
        catch (RequestFailedException answer) when (answer.Status == 404)
        {
            return false;
        }
        catch (FormatException)
        {
            // There is one, and it is none of ours.
            return true;
        }
    }

    private async Task<int> CountAsync(string queue, CancellationToken cancellationToken)
    {
        try
        {
            var properties = await service.GetQueueClient(queue).GetPropertiesAsync(cancellationToken);
            return properties.Value.ApproximateMessagesCount;
        }
        catch (RequestFailedException answer) when (answer.Status == 404)
        {
            return 0;
        }
    }
}
