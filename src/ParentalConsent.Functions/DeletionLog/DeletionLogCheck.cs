using Microsoft.Extensions.Options;

namespace ParentalConsent.Functions.DeletionLog;

public sealed class DeletionLogCheck : IValidateOptions<DeletionLogOptions>
{
    public ValidateOptionsResult Validate(string? name, DeletionLogOptions options) => DeletionLogOptions.Read(options.RetentionYears) is null
        ? ValidateOptionsResult.Fail("DeletionLog:RetentionYears must be a whole number of years from 1 to 10.")
        : ValidateOptionsResult.Success;
}
