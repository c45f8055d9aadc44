using Microsoft.Azure.Functions.Worker.LocalHost.Discovery;
using Microsoft.Azure.Functions.Worker.LocalHost.Invocation;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Timers;

/// <summary>Runs a function at its times, never twice at once; occurrences missed meanwhile are made up for by one run.</summary>
internal sealed partial class TimerListener(
    LocalFunction function,
    TimerTriggerAttribute trigger,
    TimerSchedule schedule,
    TimerMonitor monitor,
    InvocationFactory invocations,
    TimeProvider clock,
    ILogger logger,
    CancellationToken hostStops) : IListener
{
    /// <summary>Sleep is cut into pieces, so that a step of the clock is noticed.</summary>
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);

    private readonly ScheduleStatus status = new();
    private Task running = Task.CompletedTask;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public void Start() => running = Task.Run(RunAsync, CancellationToken.None);

    public async Task StopAsync(CancellationToken outOfTime) =>
        await running.WaitAsync(outOfTime).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task RunAsync()
    {
        var known = trigger.UseMonitor ? monitor.Load() : null;
        status.Last = known?.Last ?? default;
        var wasMissed = known is not null && known.Next < Now;
        status.Next = schedule.Next(Now);
        if (trigger.RunOnStartup || wasMissed)
        {
            await InvokeAsync(wasMissed);
        }

        while (!hostStops.IsCancellationRequested)
        {
            var due = status.Next;
            while (Now < due && !hostStops.IsCancellationRequested)
            {
                var left = due - Now;
                await Task.Delay(left < LongestSleep ? left : LongestSleep, clock, hostStops)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (!hostStops.IsCancellationRequested)
            {
                // A whole occurrence passed since this one was due: the last run, or the machine, was asleep for it.
                await InvokeAsync(isPastDue: schedule.Next(due) <= Now);
            }
        }
    }

    private async Task InvokeAsync(bool isPastDue)
    {
        var started = Now;
        status.Next = schedule.Next(started);
        var info = new TimerInfo
        {
            IsPastDue = isPastDue,
            ScheduleStatus = trigger.UseMonitor
                ? new ScheduleStatus { Last = status.Last, Next = status.Next, LastUpdated = status.LastUpdated }
                : null,
        };
        await using (var invocation = invocations.Create(function, static () => new Dictionary<string, object?>()))
        {
            try
            {
                await invocation.RunAsync(info);
                Log.Succeeded(logger, function.Name, invocation.Context.InvocationId);
            }
            catch (OperationCanceledException) when (hostStops.IsCancellationRequested)
            {
                Log.Stopped(logger, function.Name, invocation.Context.InvocationId);
            }
            catch (Exception exception)
            {
                Log.Failed(logger, function.Name, invocation.Context.InvocationId, exception);
            }
        }

        status.Last = started;
        status.LastUpdated = Now;
        monitor.Save(status);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Function} ran ({InvocationId})")]
        public static partial void Succeeded(ILogger logger, string function, string invocationId);

        [LoggerMessage(3, LogLevel.Warning, "{Function} was broken off because the host stops ({InvocationId})")]
        public static partial void Stopped(ILogger logger, string function, string invocationId);

        [LoggerMessage(2, LogLevel.Error, "{Function} failed ({InvocationId})")]
        public static partial void Failed(ILogger logger, string function, string invocationId, Exception exception);
    }
}
