using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ParentalConsent.Functions.Configuration;

/// <summary>Why the app cannot start: every setting and every field of a policy file that is not as it should be.</summary>
public static class StartProblems
{
    /// <summary>Looks before the app is built, which could fail for reasons that follow from these and explain nothing.</summary>
    public static IReadOnlyList<string> Find(IServiceCollection services)
    {
        using var provider = services.BuildServiceProvider();
        try
        {
            provider.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return [.. exception.Failures];
        }
        catch (AggregateException exception) when (exception.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            return [.. exception.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures)];
        }
    }

    public static Task WriteAsync(IReadOnlyList<string> problems, TextWriter writer) => writer.WriteLineAsync(
        $"The app cannot start:{Environment.NewLine}{string.Join(Environment.NewLine, problems.Select(problem => $"- {problem}"))}");
}
