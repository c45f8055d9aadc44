using Azure.Core;
using Azure.Core.Pipeline;

namespace ParentalConsent.Storage.Startup;

/// <summary>How often and how long storage and vault are asked again, said once for all of them.</summary>
internal static class StorageRetries
{
    /// <param name="policies">See and may break every single try.</param>
    public static TOptions With<TOptions>(this TOptions options, IEnumerable<HttpPipelinePolicy> policies)
        where TOptions : ClientOptions
    {
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = 4;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(5);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(20);
        options.Diagnostics.IsLoggingContentEnabled = false;
        foreach (var policy in policies)
        {
            options.AddPolicy(policy, HttpPipelinePosition.PerRetry);
        }

        return options;
    }
}
