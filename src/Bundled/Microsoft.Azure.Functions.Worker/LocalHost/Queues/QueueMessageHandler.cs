using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker.LocalHost.Discovery;
using Microsoft.Azure.Functions.Worker.LocalHost.Invocation;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Queues;

/// <summary>
/// Takes one message through its function: deleted after success, shown again after a failure, moved to the poison
/// queue after the last allowed attempt.
/// </summary>
internal sealed partial class QueueMessageHandler(
    LocalFunction function,
    QueueClient queue,
    QueueClient poisonQueue,
    QueueSettings settings,
    InvocationFactory invocations,
    TimeProvider clock,
    ILogger logger)
{
    /// <param name="hostStops">Set once the host stops: what then fails is shown again at once.</param>
    /// <param name="timeIsUp">Ends when the time to finish is over; the message is then given back though the function still runs.</param>
    public async Task HandleAsync(QueueMessage message, Task timeIsUp, CancellationToken hostStops)
    {
        if (hostStops.IsCancellationRequested)
        {
            await ShowAgainAsync(message, message.PopReceipt, TimeSpan.Zero);
            return;
        }

        if (!QueueDelivery.TryDecode(message, settings.IsBase64, out var delivery))
        {
            Log.Undecodable(logger, function.Name, message.MessageId);
            await MoveToPoisonAsync(message, message.PopReceipt);
            return;
        }

        if (message.DequeueCount > settings.MaxDequeueCount)
        {
            await MoveToPoisonAsync(message, message.PopReceipt);
            return;
        }

        await using var lease = new MessageLease(queue, message, settings.Lease, clock, logger);
        var run = RunAsync(delivery, hostStops);
        var ended = await Task.WhenAny(run, timeIsUp);
        var receipt = await lease.EndAsync();
        if (ended != run)
        {
            Log.Unfinished(logger, function.Name, message.MessageId);
            await ShowAgainAsync(message, receipt, TimeSpan.Zero);
        }
        else if (await run)
        {
            await DeleteAsync(message, receipt);
        }
        else if (hostStops.IsCancellationRequested)
        {
            await ShowAgainAsync(message, receipt, TimeSpan.Zero);
        }
        else if (message.DequeueCount >= settings.MaxDequeueCount)
        {
            await MoveToPoisonAsync(message, receipt);
        }
        else
        {
            await ShowAgainAsync(message, receipt, settings.VisibilityTimeout);
        }
    }

    private async Task<bool> RunAsync(QueueDelivery delivery, CancellationToken hostStops)
    {
        await using var invocation = invocations.Create(function, delivery.ToBindingData, CancellationToken.None);
        try
        {
            await invocation.RunAsync(delivery);
            Log.Succeeded(logger, function.Name, delivery.Received.MessageId, invocation.Context.InvocationId);
            return true;
        }
        catch (OperationCanceledException) when (hostStops.IsCancellationRequested)
        {
            Log.Stopped(logger, function.Name, delivery.Received.MessageId, invocation.Context.InvocationId);
            return false;
        }
        catch (Exception exception)
        {
            var received = delivery.Received;
            Log.Failed(logger, function.Name, received.MessageId, received.DequeueCount, invocation.Context.InvocationId, exception);
            return false;
        }
    }

    private async Task MoveToPoisonAsync(QueueMessage message, string receipt)
    {
        try
        {
            await poisonQueue.SendMessageAsync(message.Body);
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            await poisonQueue.CreateIfNotExistsAsync();
            await poisonQueue.SendMessageAsync(message.Body);
        }

        Log.Poisoned(logger, function.Name, message.MessageId, poisonQueue.Name);
        await DeleteAsync(message, receipt);
    }

    private async Task DeleteAsync(QueueMessage message, string receipt)
    {
        try
        {
            await queue.DeleteMessageAsync(message.MessageId, receipt);
        }
        catch (RequestFailedException exception) when (exception.Status is 400 or 404)
        {
            Log.NoLongerOurs(logger, function.Name, message.MessageId);
        }
    }

    private async Task ShowAgainAsync(QueueMessage message, string receipt, TimeSpan after)
    {
        try
        {
            await queue.UpdateMessageAsync(message.MessageId, receipt, visibilityTimeout: after);
        }
        catch (RequestFailedException exception) when (exception.Status is 400 or 404)
        {
            Log.NoLongerOurs(logger, function.Name, message.MessageId);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Function} handled message {MessageId} ({InvocationId})")]
        public static partial void Succeeded(ILogger logger, string function, string messageId, string invocationId);

        [LoggerMessage(2, LogLevel.Error, "{Function} failed on message {MessageId}, attempt {Attempt} ({InvocationId})")]
        public static partial void Failed(
            ILogger logger, string function, string messageId, long attempt, string invocationId, Exception exception);

        [LoggerMessage(7, LogLevel.Warning, "{Function} was broken off at message {MessageId} because the host stops ({InvocationId})")]
        public static partial void Stopped(ILogger logger, string function, string messageId, string invocationId);

        [LoggerMessage(3, LogLevel.Warning, "{Function}: message {MessageId} was moved to {PoisonQueue}")]
        public static partial void Poisoned(ILogger logger, string function, string messageId, string poisonQueue);

        [LoggerMessage(4, LogLevel.Warning, "{Function}: message {MessageId} is not Base64")]
        public static partial void Undecodable(ILogger logger, string function, string messageId);

        [LoggerMessage(5, LogLevel.Warning, "{Function}: message {MessageId} was not finished in time and is shown again")]
        public static partial void Unfinished(ILogger logger, string function, string messageId);

        [LoggerMessage(6, LogLevel.Warning, "{Function}: message {MessageId} had been given to another in the meantime")]
        public static partial void NoLongerOurs(ILogger logger, string function, string messageId);
    }
}
