using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Discoveries;
using ParentalConsent.Core.Events;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Webhooks;

namespace ParentalConsent.Core.Queues;

/// <summary>Work for the queue-triggered functions; each method is one call. Messages carry ids only.</summary>
public interface IWorkQueues
{
    /// <summary>The longest delay the queue service takes is 7 days; a longer one is cut to 6, and the worker looks again then.</summary>
    Task SendAsync(OutgoingMailMessage message, TimeSpan delay, CancellationToken cancellationToken);

    /// <inheritdoc cref="SendAsync(OutgoingMailMessage, TimeSpan, CancellationToken)"/>
    Task SendAsync(ReminderMessage message, TimeSpan delay, CancellationToken cancellationToken);

    /// <inheritdoc cref="SendAsync(OutgoingMailMessage, TimeSpan, CancellationToken)"/>
    Task SendAsync(DeletionMessage message, TimeSpan delay, CancellationToken cancellationToken);

    /// <inheritdoc cref="SendAsync(OutgoingMailMessage, TimeSpan, CancellationToken)"/>
    Task SendAsync(WebhookMessage message, TimeSpan delay, CancellationToken cancellationToken);

    /// <inheritdoc cref="SendAsync(OutgoingMailMessage, TimeSpan, CancellationToken)"/>
    Task SendAsync(ComingOfAgeMessage message, TimeSpan delay, CancellationToken cancellationToken);

    Task SendAsync(DiscoveryMessage message, TimeSpan delay, CancellationToken cancellationToken);

    Task SendAsync(CaseMessage message, TimeSpan delay, CancellationToken cancellationToken);

    /// <summary>How many messages wait in each queue and its poison queue, and whether any is ready, three calls a queue; for the console and health.</summary>
    Task<IReadOnlyList<QueueStatus>> ReadStatusAsync(CancellationToken cancellationToken);
}
