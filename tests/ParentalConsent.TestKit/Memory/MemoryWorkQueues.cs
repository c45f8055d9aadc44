using System.Runtime.CompilerServices;
using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Discoveries;
using ParentalConsent.Core.Events;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Webhooks;

namespace ParentalConsent.TestKit.Memory;

public sealed class MemoryWorkQueues(TimeProvider clock, MemoryCalls? calls = null) : IWorkQueues
{
    private static readonly string[] QueueNames = ["outgoing-mail", "reminders", "deletions", "webhooks", "comings-of-age", "discoveries", "cases"];

    private readonly List<MemoryMessage> waiting = [];
    private readonly List<MemoryMessage> sent = [];

    public MemoryCalls Calls { get; } = calls ?? new MemoryCalls();

    /// <summary>Every message ever sent, taken or not.</summary>
    public IReadOnlyList<MemoryMessage> Sent
    {
        get
        {
            lock (this)
            {
                return [.. sent];
            }
        }
    }

    /// <summary>What has not been taken yet, earliest visible first.</summary>
    public IReadOnlyList<MemoryMessage> Waiting
    {
        get
        {
            lock (this)
            {
                return [.. waiting.OrderBy(message => message.VisibleAt)];
            }
        }
    }

    public Task SendAsync(OutgoingMailMessage message, TimeSpan delay, CancellationToken cancellationToken) =>
        SendAsync("outgoing-mail", message, delay, cancellationToken);

    public Task SendAsync(ReminderMessage message, TimeSpan delay, CancellationToken cancellationToken) =>
        SendAsync("reminders", message, delay, cancellationToken);

    public Task SendAsync(DeletionMessage message, TimeSpan delay, CancellationToken cancellationToken) =>
        SendAsync("deletions", message, delay, cancellationToken);

    public Task SendAsync(WebhookMessage message, TimeSpan delay, CancellationToken cancellationToken) =>
        SendAsync("webhooks", message, delay, cancellationToken);

    public Task SendAsync(ComingOfAgeMessage message, TimeSpan delay, CancellationToken cancellationToken) =>
        SendAsync("comings-of-age", message, delay, cancellationToken);

    public Task SendAsync(DiscoveryMessage message, TimeSpan delay, CancellationToken cancellationToken) =>
        SendAsync("discoveries", message, delay, cancellationToken);

    public Task SendAsync(CaseMessage message, TimeSpan delay, CancellationToken cancellationToken) =>
        SendAsync("cases", message, delay, cancellationToken);

    public Task<IReadOnlyList<QueueStatus>> ReadStatusAsync(CancellationToken cancellationToken) =>
        Calls.RunAsync<IReadOnlyList<QueueStatus>>(
            this,
            () => [.. QueueNames.Select(name => new QueueStatus(
                name,
                waiting.Count(message => message.Queue == name),
                0,
                waiting.Exists(message => message.Queue == name && message.VisibleAt <= clock.GetUtcNow())))],
            cancellationToken);

    /// <summary>Takes what is visible by now off the queues, earliest first.</summary>
    public IReadOnlyList<object> TakeVisible() => Take(message => message.VisibleAt <= clock.GetUtcNow());

    /// <summary>Takes everything off the queues, whatever its delay, earliest first.</summary>
    public IReadOnlyList<object> TakeAll() => Take(_ => true);

    private object[] Take(Func<MemoryMessage, bool> which)
    {
        lock (this)
        {
            var taken = waiting.Where(which).OrderBy(message => message.VisibleAt).ToList();
            waiting.RemoveAll(taken.Contains);
            return [.. taken.Select(message => message.Message)];
        }
    }

    private Task<MemoryMessage> SendAsync(
        string queue, object message, TimeSpan delay, CancellationToken cancellationToken, [CallerMemberName] string method = "") =>
        Calls.RunAsync(
            this,
            () =>
            {
                var whole = TimeSpan.FromSeconds(Math.Ceiling(Math.Clamp(delay.TotalSeconds, 0, TimeSpan.FromDays(6).TotalSeconds)));
                sent.Add(new MemoryMessage(queue, message, whole, clock.GetUtcNow() + whole));
                waiting.Add(sent[^1]);
                return sent[^1];
            },
            cancellationToken,
            method);
}
