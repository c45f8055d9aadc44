using Microsoft.Extensions.Options;
using NCrontab;

namespace ParentalConsent.Functions.Configuration;

public sealed class DeletionCheck : IValidateOptions<DeletionOptions>
{
    private static readonly CrontabSchedule.ParseOptions WithSeconds = new() { IncludingSeconds = true };

    /// <summary>Within any year there is each month, weekday and day of a month that a schedule can leave out.</summary>
    private static readonly DateTime AnyYear = new(2028, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public ValidateOptionsResult Validate(string? name, DeletionOptions options) =>
        CrontabSchedule.TryParse(options.Schedule, WithSeconds) switch
        {
            null => ValidateOptionsResult.Fail(
                "Deletion:Schedule must be an NCRONTAB expression of six fields, seconds first, such as '0 */5 * * * *'."),
            var schedule when !RunsEveryHour(schedule) => ValidateOptionsResult.Fail(
                "Deletion:Schedule must have the sweep run at least once an hour, at all hours of all days, such as '0 */5 * * * *'."),
            _ => ValidateOptionsResult.Success,
        };

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
