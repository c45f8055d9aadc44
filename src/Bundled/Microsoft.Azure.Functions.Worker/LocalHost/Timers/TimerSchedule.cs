using System.Globalization;
using NCrontab;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Timers;

/// <summary>When a timer's function is due, in UTC.</summary>
internal sealed class TimerSchedule
{
    private readonly Func<DateTime, DateTime> next;

    private TimerSchedule(Func<DateTime, DateTime> next) => this.next = next;

    /// <summary>Reads five or six cron fields, six with seconds first, or a time span.</summary>
    /// <returns>Null for anything else.</returns>
    public static TimerSchedule? Parse(string text)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Length;
        var options = new CrontabSchedule.ParseOptions { IncludingSeconds = fields == 6 };
        if (fields > 1)
        {
            return CrontabSchedule.TryParse(text, options) is { } cron ? new TimerSchedule(cron.GetNextOccurrence) : null;
        }

        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span > TimeSpan.Zero
            ? new TimerSchedule(after => after + span)
            : null;
    }

    /// <returns>The first occurrence after the moment given.</returns>
    public DateTime Next(DateTime after) => next(after);
}
