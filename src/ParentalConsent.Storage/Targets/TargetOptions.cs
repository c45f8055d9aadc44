using Azure.Core;
using Azure.Core.Pipeline;

namespace ParentalConsent.Storage.Targets;

internal static class TargetOptions
{
    /// <summary>
    /// Addresses of blobs and rows have subjects' ids in them: nothing of them is logged or traced. Few tries, as the case itself is
    /// tried again later. No redirects.
    /// </summary>
    public static TOptions Quiet<TOptions>(TOptions options)
        where TOptions : ClientOptions
    {
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = 2;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(5);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(20);
        options.Transport = new HttpClientTransport(new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        });
        return options;
    }
}
