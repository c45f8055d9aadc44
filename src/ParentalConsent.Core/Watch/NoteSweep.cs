using Microsoft.Extensions.Logging;
using ParentalConsent.Core.Queues;

namespace ParentalConsent.Core.Watch;

/// <summary>Keeps what a sweep found, and raises what in it, in queues and in other functions needs a person.</summary>
public sealed partial class NoteSweep(
    IWatchStore watch, IWorkQueues queues, WatchedFunctions functions, TimeProvider clock, ILogger<NoteSweep> logger)
{
    private readonly DateTimeOffset startedAt = clock.GetUtcNow();

    /// <param name="rows">As the sweep read them at its start.</param>
    public async Task ExecuteAsync(WatchRows rows, SweepFindings found, CancellationToken cancellationToken)
    {
        var status = await queues.ReadStatusAsync(cancellationToken);
        var state = SweepState.After(rows.Sweep?.Value, found)
            .WithReady(status.Where(queue => queue.Ready).Select(queue => queue.Queue), queue => rows.FinishedAt(functions, queue));

        // Where another sweep ran meanwhile, it noted as good as the same.
        await watch.TrySaveAsync(rows.Sweep, state, cancellationToken);
        if (state.DeletesNothing)
        {
            Log.SweepDeletesNothing(logger, found.StillThere, state.NothingSettledSince);
        }

        foreach (var queue in status.Where(queue => queue.Poison > 0))
        {
            Log.PoisonQueueNotEmpty(logger, queue.Queue, queue.Poison);
        }

        // The sweep, too: it runs, and may fail at what comes after this every time.
        var seen = rows with { Sweep = new Watched<SweepState>(state, "") };
        foreach (var silent in seen.StatusOf(functions, startedAt, found.At).Where(function => function.IsSilent))
        {
            Log.FunctionSilent(logger, silent.Function.Name, silent.Beat?.FinishedAt);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Critical, "Sweeps hand out what is due and nothing is settled: {Lines} lines, since {Since}", EventName = nameof(SweepDeletesNothing))]
        public static partial void SweepDeletesNothing(ILogger logger, int lines, DateTimeOffset? since);

        [LoggerMessage(2, LogLevel.Error, "{Poison} messages of the queue {Queue} were given up on and need a person", EventName = nameof(PoisonQueueNotEmpty))]
        public static partial void PoisonQueueNotEmpty(ILogger logger, string queue, int poison);

        [LoggerMessage(3, LogLevel.Error, "{Function} has work and does not finish any, last {FinishedAt}", EventName = nameof(FunctionSilent))]
        public static partial void FunctionSilent(ILogger logger, string function, DateTimeOffset? finishedAt);
    }
}
