using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Queues;

/// <summary>Fetches a queue's messages in batches and hands them out, several at once.</summary>
internal sealed partial class QueueListener(
    string function,
    QueueClient queue,
    QueueMessageHandler handler,
    QueueSettings settings,
    TimeProvider clock,
    ILogger logger,
    CancellationToken hostStops) : IListener
{
    private readonly TaskCompletionSource timeIsUp = new();
    private readonly HashSet<Task> inWork = [];
    private Task listening = Task.CompletedTask;

    public void Start() => listening = Task.Run(ListenAsync, CancellationToken.None);

    public async Task StopAsync(CancellationToken outOfTime)
    {
        using var passOn = outOfTime.Register(static state => ((TaskCompletionSource)state!).TrySetResult(), timeIsUp);
        await listening.WaitAsync(outOfTime).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(inWork);
    }

    private async Task ListenAsync()
    {
        var delay = new PollingDelay(settings.MaxPollingInterval);
        while (!hostStops.IsCancellationRequested)
        {
            var messages = await FetchAsync();
            foreach (var message in messages)
            {
                inWork.Add(Task.Run(() => HandleAsync(message), CancellationToken.None));
            }

            inWork.RemoveWhere(task => task.IsCompleted);
            if (messages.Count == 0)
            {
                await Task.Delay(delay.Next(), clock, hostStops).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            delay.Reset();
            while (inWork.Count > settings.NewBatchThreshold)
            {
                inWork.Remove(await Task.WhenAny(inWork));
            }
        }
    }

    private async Task<IReadOnlyList<QueueMessage>> FetchAsync()
    {
        try
        {
            // Not cancelled by a stop: messages whose answer is lost would stay hidden for the whole lease.
            return (await queue.ReceiveMessagesAsync(settings.BatchSize, settings.Lease, CancellationToken.None)).Value;
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            await CreateQueueAsync();
        }
        catch (Exception exception)
        {
            Log.NotFetched(logger, function, queue.Name, exception);
        }

        return [];
    }

    private async Task CreateQueueAsync()
    {
        try
        {
            await queue.CreateIfNotExistsAsync(cancellationToken: hostStops);
        }
        catch (Exception exception) when (!hostStops.IsCancellationRequested)
        {
            Log.NotCreated(logger, function, queue.Name, exception);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task HandleAsync(QueueMessage message)
    {
        try
        {
            await handler.HandleAsync(message, timeIsUp.Task, hostStops);
        }
        catch (Exception exception)
        {
            // The message shows itself again when its lease ends.
            Log.NotSettled(logger, function, message.MessageId, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(21, LogLevel.Warning, "{Function}: queue {Queue} could not be read; trying again")]
        public static partial void NotFetched(ILogger logger, string function, string queue, Exception exception);

        [LoggerMessage(22, LogLevel.Warning, "{Function}: queue {Queue} could not be created; trying again")]
        public static partial void NotCreated(ILogger logger, string function, string queue, Exception exception);

        [LoggerMessage(23, LogLevel.Error, "{Function}: the outcome of message {MessageId} could not be stored")]
        public static partial void NotSettled(ILogger logger, string function, string messageId, Exception exception);
    }
}
