using Microsoft.Extensions.Options;

namespace ParentalConsent.Functions.Policies;

/// <summary>Stops the start of an app whose policy files are not as they should be.</summary>
public sealed class PolicyCheck : IValidateOptions<PolicyOptions>
{
    public ValidateOptionsResult Validate(string? name, PolicyOptions options)
    {
        if (!Directory.Exists(options.Folder))
        {
            return ValidateOptionsResult.Fail("Policy:Path must be the folder of the policy files; there is no such folder.");
        }

        return PolicyFiles.Read(options.Folder).Problems is { Count: > 0 } problems
            ? ValidateOptionsResult.Fail(problems)
            : ValidateOptionsResult.Success;
    }
}
