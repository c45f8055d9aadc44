using Microsoft.Extensions.Logging;

namespace ParentalConsent.Core.Watch;

/// <summary>Keeps what a sweep found owed beside the deadline index, for health and for the console, and raises it. No call where it is as before.</summary>
public sealed partial class NoteOwed(IWatchStore watch, DeletionMeter meter, ILogger<NoteOwed> logger)
{
    /// <param name="before">As the sweep read it at its start.</param>
    public async Task ExecuteAsync(Watched<OwedBesides>? before, OwedBesides owed, SweepFindings found, CancellationToken cancellationToken)
    {
        meter.Record(found, owed);
        foreach (var (kind, since) in owed.Overdue)
        {
            Log.DeletionOverdue(logger, kind, since);
        }

        if (owed != (before?.Value ?? OwedBesides.Nothing))
        {
            // Where another sweep ran meanwhile, it noted as good as the same.
            await watch.TrySaveAsync(before, owed, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Of the kind {Kind} something is more than an hour past due, the oldest since {Since}", EventName = nameof(DeletionOverdue))]
        public static partial void DeletionOverdue(ILogger logger, OverdueKind kind, DateTimeOffset since);
    }
}
