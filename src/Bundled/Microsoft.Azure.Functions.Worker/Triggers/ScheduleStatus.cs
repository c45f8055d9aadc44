namespace Microsoft.Azure.Functions.Worker;

/// <summary>Occurrences of a timer, in UTC.</summary>
public class ScheduleStatus
{
    public DateTime Last { get; set; }

    public DateTime Next { get; set; }

    public DateTime LastUpdated { get; set; }
}
