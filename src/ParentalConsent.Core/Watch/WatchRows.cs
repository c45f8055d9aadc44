namespace ParentalConsent.Core.Watch;

/// <summary>All that the watch knows.</summary>
/// <param name="Sweep">Null before the first sweep.</param>
/// <param name="Stop">Null where sweeps are not stopped.</param>
/// <param name="Owed">Null while nothing ever was.</param>
public sealed record WatchRows(
    IReadOnlyList<Heartbeat> Heartbeats, Watched<SweepState>? Sweep, Watched<SafetyStop>? Stop = null, Watched<OwedBesides>? Owed = null)
{
    public Heartbeat? Of(WatchedFunction function) => Heartbeats.FirstOrDefault(beat => beat.Function == function.Name);

    /// <summary>When a message of a queue was last finished.</summary>
    public DateTimeOffset? FinishedAt(WatchedFunctions functions, string queue) =>
        functions.All.FirstOrDefault(function => function.Queue == queue) is { } function ? Of(function)?.FinishedAt : null;

    public IReadOnlyList<FunctionStatus> StatusOf(WatchedFunctions functions, DateTimeOffset startedAt, DateTimeOffset now) =>
        [.. functions.All.Select(function =>
        {
            var beat = Of(function);
            var waiting = function.Queue is { } queue && Sweep?.Value.WaitingSince.TryGetValue(queue, out var since) is true ? since : (DateTimeOffset?)null;

            // What finished after the sweep looked was not waiting in vain.
            var inVain = beat?.FinishedAt > waiting ? null : waiting;
            return new FunctionStatus(function, beat, inVain, function.IsSilent(beat?.FinishedAt, inVain, startedAt, now));
        })];
}
