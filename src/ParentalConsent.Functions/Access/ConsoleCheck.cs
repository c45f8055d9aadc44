using Microsoft.Extensions.Options;

namespace ParentalConsent.Functions.Access;

public sealed class ConsoleCheck : IValidateOptions<ConsoleOptions>
{
    public ValidateOptionsResult Validate(string? name, ConsoleOptions options)
    {
        var problems = new List<string>();
        if (!bool.TryParse(options.TrustAppServiceAuthentication, out _))
        {
            problems.Add("Console:TrustAppServiceAuthentication must be true or false.");
        }

        if (string.IsNullOrWhiteSpace(options.OperatorRole))
        {
            problems.Add("Console:OperatorRole must be the name of an app role, such as ConsentAdministrator.");
        }

        if (string.IsNullOrWhiteSpace(options.AuditorRole) || options.AuditorRole == options.OperatorRole)
        {
            problems.Add("Console:AuditorRole must be the name of another app role, such as ConsentAuditor.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
