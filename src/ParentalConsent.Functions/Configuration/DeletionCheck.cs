using Microsoft.Extensions.Options;
using NCrontab;

namespace ParentalConsent.Functions.Configuration;

public sealed class DeletionCheck : IValidateOptions<DeletionOptions>
{
    private static readonly CrontabSchedule.ParseOptions WithSeconds = new() { IncludingSeconds = true };

    /// <summary>Within any year there is each month, weekday and day of a month that a schedule can leave out.</summary>
    private static readonly DateTime AnyYear = new(2028, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public ValidateOptionsResult Validate(string? name, DeletionOptions options)
    {
        string[] problems = [.. ScheduleProblems(options), .. LimitProblems(options)];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> ScheduleProblems(DeletionOptions options)
    {
        switch (CrontabSchedule.TryParse(options.Schedule, WithSeconds))
        {
            case null:
                yield return "Deletion:Schedule must be an NCRONTAB expression of six fields, seconds first, such as '0 */5 * * * *'.";
                break;
            case var schedule when !RunsEveryHour(schedule):
                yield return "Deletion:Schedule must have the sweep run at least once an hour, at all hours of all days, such as '0 */5 * * * *'.";
                break;
        }
    }

    private static IEnumerable<string> LimitProblems(DeletionOptions options)
    {
        if (DeletionOptions.ReadStopAt(options.SafetyStopAt) is null)
        {
            yield return "Deletion:SafetyStopAt must be a whole number of lines from 1 to 1000000, or 0 to never stop.";
        }

        if (DeletionOptions.ReadTolerance(options.ClockTolerance) is null)
        {
            yield return "Deletion:ClockTolerance must be a time from 00:00:10 to 01:00:00.";
        }
    }

    /// <remarks>
    /// Fields do not depend on each other, so minutes and seconds are the same in every hour that has any: with one in every
    /// hour, two in a row are never more than an hour apart.
    /// </remarks>
    private static bool RunsEveryHour(CrontabSchedule schedule)
    {
        for (var hour = AnyYear; hour < AnyYear.AddYears(1); hour = hour.AddHours(1))
        {
            if (schedule.GetNextOccurrence(hour.AddTicks(-1)) >= hour.AddHours(1))
            {
                return false;
            }
        }

        return true;
    }
}
