using Microsoft.Azure.Functions.Worker.LocalHost.Configuration;
using Microsoft.Azure.Functions.Worker.LocalHost.Discovery;
using Microsoft.Azure.Functions.Worker.LocalHost.Invocation;
using Microsoft.Azure.Functions.Worker.LocalHost.Queues;
using Microsoft.Azure.Functions.Worker.LocalHost.Timers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.LocalHost;

/// <summary>Makes what sets off the functions that no HTTP request does.</summary>
internal sealed class ListenerFactory(
    FunctionCatalog catalog,
    InvocationFactory invocations,
    IConfiguration configuration,
    IHostEnvironment environment,
    IHostApplicationLifetime lifetime,
    ILoggerFactory loggers,
    TimeProvider clock)
{
    /// <exception cref="InvalidOperationException">A queue, connection or schedule is missing or wrong; the text names it.</exception>
    public IReadOnlyList<IListener> CreateAll()
    {
        var connections = new QueueConnections(configuration);
        var settings = QueueSettings.From(configuration, environment);
        return [.. catalog.Functions.Select(function => function.Trigger switch
        {
            QueueTriggerAttribute queue => ForQueue(function, queue, connections, settings),
            TimerTriggerAttribute timer => ForTimer(function, timer),
            _ => (IListener?)null,
        }).OfType<IListener>()];
    }

    private QueueListener ForQueue(
        LocalFunction function, QueueTriggerAttribute trigger, QueueConnections connections, QueueSettings settings)
    {
        var name = SettingReferences.Resolve(trigger.QueueName, configuration, function.Name);
        var queue = connections.Open(trigger.Connection, name, function.Name);
        var poisonQueue = connections.Open(trigger.Connection, $"{name}-poison", function.Name);
        var logger = LoggerOf(function);
        var handler = new QueueMessageHandler(function, queue, poisonQueue, settings, invocations, clock, logger);
        return new QueueListener(function.Name, queue, handler, settings, clock, logger, lifetime.ApplicationStopping);
    }

    private TimerListener ForTimer(LocalFunction function, TimerTriggerAttribute trigger)
    {
        var text = SettingReferences.Resolve(trigger.Schedule, configuration, function.Name);
        var schedule = TimerSchedule.Parse(text)
            ?? throw new InvalidOperationException($"Function '{function.Name}': '{text}' is no schedule (cron with seconds, or a time span).");
        var logger = LoggerOf(function);
        var monitor = new TimerMonitor(function.Name, configuration["Functions:Timers:StateFolder"], logger);
        return new TimerListener(
            function, trigger, schedule, monitor, invocations, clock, logger, lifetime.ApplicationStopping);
    }

    private ILogger LoggerOf(LocalFunction function) => loggers.CreateLogger($"Function.{function.Name}");
}
