using ParentalConsent.TestKit.App;

namespace ParentalConsent.Acceptance.Tests.Run;

/// <summary>
/// A story with a client or a provider that only an instance of our own has, or from a network that nobody in front of the app
/// overrules; on any other it is reported as skipped.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OwnInstanceFactAttribute : FactAttribute
{
    public OwnInstanceFactAttribute()
    {
        if (Environment.GetEnvironmentVariable(RunFile.Variable) is { Length: > 0 } path)
        {
            Skip = $"{path} describes an instance that is not ours: it lacks what this story needs.";
        }
    }
}
