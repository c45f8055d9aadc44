using Microsoft.Extensions.Options;

namespace ParentalConsent.Functions.StaffLog;

public sealed class StaffLogCheck : IValidateOptions<StaffLogOptions>
{
    public ValidateOptionsResult Validate(string? name, StaffLogOptions options) => options.Years is null
        ? ValidateOptionsResult.Fail("StaffLog:RetentionYears must be a whole number of years from 1 to 10.")
        : ValidateOptionsResult.Success;
}
