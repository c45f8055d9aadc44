using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

public sealed class TimerTriggerAttribute : TriggerBindingAttribute
{
    public TimerTriggerAttribute(string schedule)
    {
        Schedule = schedule;
        UseMonitor = true;
    }

    /// <summary>An NCRONTAB expression with seconds, a time span, or a <c>%Setting%</c> that holds one.</summary>
    public string Schedule { get; private set; }

    /// <summary>Whether past and next occurrences are recorded and handed to the function.</summary>
    public bool UseMonitor { get; set; }

    public bool RunOnStartup { get; set; }
}
