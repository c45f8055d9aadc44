using System.Globalization;
using Microsoft.Extensions.Options;

namespace ParentalConsent.Functions.Configuration;

public sealed class DeletionCheck : IValidateOptions<DeletionOptions>
{
    public ValidateOptionsResult Validate(string? name, DeletionOptions options) =>
        options.Schedule.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == 6
        || TimeSpan.TryParse(options.Schedule, CultureInfo.InvariantCulture, out _)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                "Deletion:Schedule must be an NCRONTAB expression of six fields, seconds first, such as '0 */5 * * * *'.");
}
