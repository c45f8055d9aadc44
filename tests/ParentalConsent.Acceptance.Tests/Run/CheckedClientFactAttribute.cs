using ParentalConsent.TestKit.App;

namespace ParentalConsent.Acceptance.Tests.Run;

/// <summary>A story with the sample bridge, which an instance that is not ours may lack; then it is reported as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CheckedClientFactAttribute : FactAttribute
{
    public CheckedClientFactAttribute()
    {
        if (Environment.GetEnvironmentVariable(RunFile.Variable) is { Length: > 0 } path
            && File.Exists(path)
            && RunFile.Read(path).CheckedClientApiKey is null)
        {
            Skip = $"{path} has no checkedClientApiKey: this instance runs without the sample bridge.";
        }
    }
}
