using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Discoveries;
using ParentalConsent.Core.Events;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Webhooks;

namespace ParentalConsent.Storage.Tests.Discoveries;

/// <summary>Keeps nothing.</summary>
internal sealed class NoQueues : IWorkQueues
{
    public Task SendAsync(OutgoingMailMessage message, TimeSpan delay, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SendAsync(ReminderMessage message, TimeSpan delay, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SendAsync(DeletionMessage message, TimeSpan delay, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SendAsync(WebhookMessage message, TimeSpan delay, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SendAsync(ComingOfAgeMessage message, TimeSpan delay, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SendAsync(DiscoveryMessage message, TimeSpan delay, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SendAsync(CaseMessage message, TimeSpan delay, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyList<QueueStatus>> ReadStatusAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<QueueStatus>>([]);
}
