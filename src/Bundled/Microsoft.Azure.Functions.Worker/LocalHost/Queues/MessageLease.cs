using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Queues;

/// <summary>Keeps a message hidden from others while its function runs.</summary>
internal sealed partial class MessageLease : IAsyncDisposable
{
    private readonly QueueClient queue;
    private readonly string messageId;
    private readonly TimeSpan length;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly CancellationTokenSource ended = new();
    private readonly Task renewing;
    private string receipt;

    public MessageLease(QueueClient queue, QueueMessage message, TimeSpan length, TimeProvider clock, ILogger logger)
    {
        this.queue = queue;
        this.length = length;
        this.clock = clock;
        this.logger = logger;
        messageId = message.MessageId;
        receipt = message.PopReceipt;
        renewing = RenewAsync();
    }

    /// <returns>The receipt with which the message can now be changed.</returns>
    public async Task<string> EndAsync()
    {
        await ended.CancelAsync();
        await renewing;
        return receipt;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        ended.Dispose();
    }

    private async Task RenewAsync()
    {
        var wait = length / 2;
        while (!ended.IsCancellationRequested)
        {
            await Task.Delay(wait, clock, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ended.IsCancellationRequested)
            {
                return;
            }

            try
            {
                // Not cancelled when the function ends: an answer that is lost would leave an unknown receipt.
                receipt = (await queue.UpdateMessageAsync(messageId, receipt, visibilityTimeout: length)).Value.PopReceipt;
                wait = length / 2;
            }
            catch (global::Azure.RequestFailedException exception) when (exception.Status is 400 or 404)
            {
                Log.Lost(logger, messageId);
                return;
            }
            catch (Exception exception)
            {
                Log.NotRenewed(logger, messageId, exception);
                wait = length / 10;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(11, LogLevel.Warning, "Message {MessageId} was given to another while its function still ran")]
        public static partial void Lost(ILogger logger, string messageId);

        [LoggerMessage(12, LogLevel.Warning, "Message {MessageId} could not be kept hidden; trying again")]
        public static partial void NotRenewed(ILogger logger, string messageId, Exception exception);
    }
}
