using Microsoft.Extensions.Logging;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Signing;

namespace ParentalConsent.Core.DeletionLog;

/// <summary>
/// Signs where the chains of the log stand, so that a tail which is cut off together with the head's being set back is noticed.
/// The log line it writes tells other systems, which whoever alters storage does not reach. Six calls.
/// </summary>
public sealed partial class SignCheckpoint(
    IDeletionLog log, ILogCheckpoints checkpoints, SigningKeys keys, TimeProvider clock, ILogger<SignCheckpoint> logger)
{
    /// <exception cref="FormatException">Somebody altered the latest checkpoint, so none can follow it.</exception>
    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        // The checkpoint first: what is appended in between is beyond it, never before it.
        var latest = await checkpoints.ReadLatestAsync(cancellationToken);
        var previous = latest is null ? null : await ReadAsync(latest, cancellationToken);
        var heads = await log.ReadHeadsAsync(cancellationToken);
        if (latest is null && heads.All(head => head.Sequence == 0))
        {
            // Nothing was ever logged: there is no tail to vouch for.
            return;
        }

        if (previous?.SetBackIn(heads) is { } shard)
        {
            Log.SetBack(logger, shard, previous.Heads[shard].Sequence, heads[shard].Sequence);
            return;
        }

        var next = Checkpoint.After(previous, heads, clock.GetUtcNow());
        var signed = next.Sign(await keys.NewestAsync(cancellationToken));
        if (await checkpoints.TryReplaceAsync(latest, new StoredCheckpoint(next.Number, signed), cancellationToken))
        {
            Log.Signed(logger, next.Number, next.Hash);
        }
    }

    private async Task<Checkpoint> ReadAsync(StoredCheckpoint latest, CancellationToken cancellationToken) =>
        Checkpoint.Verify(latest.Signed, Checkpoint.Type, await keys.PublicAsync(cancellationToken)) is { } read && read.Number == latest.Number
            ? read
            : throw new FormatException("The latest checkpoint of the deletion log was altered, or its key is no longer in force.");

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Signed checkpoint {Number} of the deletion log, hash {Hash}", EventName = nameof(Signed))]
        public static partial void Signed(ILogger logger, long number, string hash);

        [LoggerMessage(2, LogLevel.Error, "Shard {Shard} of the deletion log was set back from {Signed} to {Sequence}, or replaced: verify the log", EventName = nameof(SetBack))]
        public static partial void SetBack(ILogger logger, int shard, long signed, long sequence);
    }
}
