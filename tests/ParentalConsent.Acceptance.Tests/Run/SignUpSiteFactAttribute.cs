using ParentalConsent.TestKit.App;

namespace ParentalConsent.Acceptance.Tests.Run;

/// <summary>A story on the sample sign-up site, which an instance that is not ours may lack; then it is reported as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SignUpSiteFactAttribute : FactAttribute
{
    public SignUpSiteFactAttribute()
    {
        if (Environment.GetEnvironmentVariable(RunFile.Variable) is { Length: > 0 } path
            && File.Exists(path)
            && RunFile.Read(path).SignUpUrl is null)
        {
            Skip = $"{path} has no signUpUrl: this instance runs without the sample sign-up site.";
        }
    }
}
