using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using NCrontab;
using ParentalConsent.Core.Watch;
using ParentalConsent.Functions.Work;

namespace ParentalConsent.Functions.Watch;

/// <summary>Finds this app's functions that a timer or a queue sets off, as their attributes say.</summary>
public static class FunctionTriggers
{
    private static readonly CrontabSchedule.ParseOptions WithSeconds = new() { IncludingSeconds = true };

    public static WatchedFunctions Find(IConfiguration configuration)
    {
        var found = typeof(FunctionTriggers).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetMethods())
            .Select(method => Read(method, configuration))
            .OfType<WatchedFunction>()
            .OrderBy(function => function.Name, StringComparer.Ordinal)
            .ToList();
        return new WatchedFunctions(
            found.Single(function => $"{function.Name}Function" == nameof(DeleteUnconsentedFunction)), found);
    }

    private static WatchedFunction? Read(MethodInfo method, IConfiguration configuration)
    {
        if (method.GetCustomAttribute<FunctionAttribute>() is not { Name: var name })
        {
            return null;
        }

        var attributes = method.GetParameters().SelectMany(parameter => parameter.GetCustomAttributes()).ToList();
        return attributes.OfType<TimerTriggerAttribute>().FirstOrDefault() is { } timer
            ? new WatchedFunction(name, null, NextOf(Resolve(timer.Schedule, configuration)))
            : attributes.OfType<QueueTriggerAttribute>().FirstOrDefault() is { } queue
                ? new WatchedFunction(name, Resolve(queue.QueueName, configuration), null)
                : null;
    }

    /// <summary>A setting in percent signs is read, as the host does.</summary>
    private static string Resolve(string text, IConfiguration configuration) =>
        text is ['%', .. var setting, '%'] ? configuration[setting] ?? "" : text;

    private static Func<DateTimeOffset, DateTimeOffset> NextOf(string schedule)
    {
        var cron = CrontabSchedule.Parse(schedule, WithSeconds);
        return after => new DateTimeOffset(cron.GetNextOccurrence(after.UtcDateTime), TimeSpan.Zero);
    }
}
