using Microsoft.Extensions.Options;

namespace ParentalConsent.Functions.Limits;

public sealed class LimitCheck : IValidateOptions<LimitOptions>
{
    public ValidateOptionsResult Validate(string? name, LimitOptions options)
    {
        string[] problems =
        [
            .. Problem(nameof(LimitOptions.ClientPerMinute), options.ClientPerMinute),
            .. Problem(nameof(LimitOptions.OverallPerMinute), options.OverallPerMinute),
        ];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problem(string setting, string value) => LimitOptions.Read(value) is null
        ? [$"{LimitOptions.Section}:{setting} must be a whole number of requests from 1 to 10000000."]
        : [];
}
