using Microsoft.Extensions.Logging;
using ParentalConsent.Core.Secrets;

namespace ParentalConsent.Core.DeletionLog;

/// <summary>What the log needs with every sweep: a checkpoint, and an end to keeping it.</summary>
public sealed partial class TendDeletionLog(SignCheckpoint sign, PruneDeletionLog prune, ILogger<TendDeletionLog> logger)
{
    /// <param name="clockIsRight">Where it is not, nothing is old enough to go.</param>
    public async Task ExecuteAsync(bool clockIsRight, CancellationToken cancellationToken)
    {
        try
        {
            await sign.ExecuteAsync(cancellationToken);
        }
        catch (InvalidSecretException fault)
        {
            // Without its key the log goes on; what is missing is the proof that its tail was not cut off.
            Log.NotSigned(logger, fault.Message);
            return;
        }

        if (clockIsRight)
        {
            await prune.ExecuteAsync(cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "No checkpoint of the deletion log was signed: {Problem}", EventName = "CheckpointNotSigned")]
        public static partial void NotSigned(ILogger logger, string problem);
    }
}
