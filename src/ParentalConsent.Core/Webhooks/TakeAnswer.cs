using Microsoft.Extensions.Logging;
using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Events;
using ParentalConsent.Core.Policies;

namespace ParentalConsent.Core.Webhooks;

/// <summary>What a receiver says beyond that it took an event: a client that is to acknowledge deletions may do so with its answer.</summary>
public sealed partial class TakeAnswer(AcknowledgeDeletion acknowledge, TimeProvider clock, ILogger<TakeAnswer> logger)
{
    /// <returns>The same, or a failure where what it says could not be kept: then it is asked again.</returns>
    public async Task<WebhookAnswer> ExecuteAsync(ClientPolicy client, FeedEvent told, WebhookAnswer answer, CancellationToken cancellationToken)
    {
        if (!client.Deletion.Acknowledge
            || told.Event is not { Type: EventType.DeletionRequested, DeletionId: { } deletionId }
            || answer is not WebhookAnswer.Done { Body: { IsEmpty: false } body }
            || Acknowledgement.ParseAnswer(body, clock.GetUtcNow()) is not { } said)
        {
            return answer;
        }

        try
        {
            await acknowledge.ExecuteAsync(new AcknowledgeDeletionCommand(client.Id, deletionId, said), cancellationToken);
            return answer;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Other events must not wait for this one.
            Log.NotKept(logger, fault, deletionId);
            return new WebhookAnswer.Failed("acknowledgementNotKept");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The acknowledgement of the deletion {DeletionId} in the answer to its event could not be kept; it is asked for again", EventName = nameof(NotKept))]
        public static partial void NotKept(ILogger logger, Exception fault, string deletionId);
    }
}
