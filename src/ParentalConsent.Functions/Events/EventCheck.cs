using Microsoft.Extensions.Options;

namespace ParentalConsent.Functions.Events;

public sealed class EventCheck : IValidateOptions<EventOptions>
{
    public ValidateOptionsResult Validate(string? name, EventOptions options) => EventOptions.Read(options.RetentionDays) is null
        ? ValidateOptionsResult.Fail("Events:RetentionDays must be a whole number of days from 7 to 90.")
        : ValidateOptionsResult.Success;
}
