using Microsoft.Extensions.Options;

namespace ParentalConsent.Functions.Limits;

public sealed class LimitCheck : IValidateOptions<LimitOptions>
{
    private const int Most = 10_000_000;

    public ValidateOptionsResult Validate(string? name, LimitOptions options)
    {
        string[] problems =
        [
            .. Problem(nameof(LimitOptions.ClientPerMinute), options.ClientPerMinute),
            .. Problem(nameof(LimitOptions.OverallPerMinute), options.OverallPerMinute),
        ];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problem(string setting, int value) => value is >= 1 and <= Most
        ? []
        : [$"{LimitOptions.Section}:{setting} must be a number of requests from 1 to {Most}."];
}
