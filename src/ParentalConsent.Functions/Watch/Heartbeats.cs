using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using ParentalConsent.Core.Watch;
using ParentalConsent.Functions.Faults;

namespace ParentalConsent.Functions.Watch;

/// <summary>
/// Notes of each function that a timer or a queue sets off when it began, finished well and failed. A queue's are noted once a
/// minute at most by each process, so that messages cost no call. What cannot be noted stops nothing.
/// </summary>
public sealed partial class Heartbeats(IWatchStore watch, TimeProvider clock, ILogger<Heartbeats> logger) : IFunctionsWorkerMiddleware
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(string Function, bool Well), DateTimeOffset> noted = new();

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        IsSetOffBy(context, "timerTrigger") ? RunTimerAsync(context, next)
        : IsSetOffBy(context, "queueTrigger") ? RunQueueAsync(context, next)
        : next(context);

    private async Task RunTimerAsync(FunctionContext context, FunctionExecutionDelegate next)
    {
        var name = context.FunctionDefinition.Name;
        await NoteAsync(new Heartbeat(name, BeganAt: clock.GetUtcNow()));
        try
        {
            await next(context);
        }
        catch (Exception fault) when (!IsCutOff(context, fault))
        {
            await NoteAsync(new Heartbeat(name, FailedAt: clock.GetUtcNow(), Failure: FaultText.TypesOf(fault)));
            throw;
        }

        await NoteAsync(new Heartbeat(name, FinishedAt: clock.GetUtcNow()));
    }

    private async Task RunQueueAsync(FunctionContext context, FunctionExecutionDelegate next)
    {
        var name = context.FunctionDefinition.Name;
        var began = clock.GetUtcNow();
        try
        {
            await next(context);
        }
        catch (Exception fault) when (!IsCutOff(context, fault))
        {
            if (IsTime(name, well: false))
            {
                await NoteAsync(new Heartbeat(name, began, FailedAt: clock.GetUtcNow(), Failure: FaultText.TypesOf(fault)));
            }

            throw;
        }

        if (IsTime(name, well: true))
        {
            await NoteAsync(new Heartbeat(name, began, clock.GetUtcNow()));
        }
    }

    /// <summary>Stopped with the host or out of time: it began and did not finish, which is what the row then says.</summary>
    private static bool IsCutOff(FunctionContext context, Exception fault) =>
        fault is OperationCanceledException && context.CancellationToken.IsCancellationRequested;

    private static bool IsSetOffBy(FunctionContext context, string trigger) =>
        context.FunctionDefinition.InputBindings.Values.Any(binding => binding.Type.Equals(trigger, StringComparison.OrdinalIgnoreCase));

    private bool IsTime(string function, bool well)
    {
        var now = clock.GetUtcNow();
        var key = (function, well);
        return noted.TryAdd(key, now)
            || (noted.TryGetValue(key, out var last) && (now - last).Duration() >= Pause && noted.TryUpdate(key, now, last));
    }

    private async Task NoteAsync(Heartbeat beat)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        try
        {
            await watch.BeatAsync(beat, patience.Token);
        }
        catch (Exception fault)
        {
            Log.NotNoted(logger, beat.Function, FaultText.TypesOf(fault));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The heartbeat of {Function} could not be noted: {Fault}")]
        public static partial void NotNoted(ILogger logger, string function, string fault);
    }
}
