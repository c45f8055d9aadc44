using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ParentalConsent.Functions;

/// <summary>Starts the app, or says why not: every setting and every field of a policy file that is not as it should be.</summary>
public static class StartUp
{
    /// <returns>The exit code: 0, or 1 where the app could not start.</returns>
    public static async Task<int> RunAsync(IHost app)
    {
        if (FindProblems(app.Services) is { Count: > 0 } problems)
        {
            await Console.Error.WriteLineAsync(
                $"The app cannot start:{Environment.NewLine}{string.Join(Environment.NewLine, problems.Select(problem => $"- {problem}"))}");
            return 1;
        }

        await app.RunAsync();
        return 0;
    }

    public static IReadOnlyList<string> FindProblems(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
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
}
