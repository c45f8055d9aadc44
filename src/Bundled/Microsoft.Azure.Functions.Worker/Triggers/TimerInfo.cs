namespace Microsoft.Azure.Functions.Worker;

public class TimerInfo
{
    /// <summary>Null where the trigger does not use the monitor.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>True when the occurrence was missed and is made up for now.</summary>
    public bool IsPastDue { get; set; }
}
