using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ParentalConsent.Core.Providers;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Storage.Startup;

namespace ParentalConsent.Storage.Providers;

internal static class ProviderServices
{
    private const int LargestAnswer = 64 * 1024;

    /// <summary>KWS refuses calls without one.</summary>
    private const string UserAgent = "ParentalConsent/1.0";

    /// <exception cref="SettingException">A setting is missing or wrong.</exception>
    public static IServiceCollection AddProviders(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ProviderSecrets>();
        services.AddSingleton<ProviderSet>();
        var http = new Lazy<HttpClient>(CreateClient);
        foreach (var options in ProviderOptions.ReadAll(configuration))
        {
            services.AddSingleton(provider => Create(options, provider, http));
        }

        return services;
    }

    private static IVerificationProvider Create(ProviderOptions options, IServiceProvider services, Lazy<HttpClient> http)
    {
        var secrets = services.GetRequiredService<ProviderSecrets>();
        var clock = services.GetRequiredService<TimeProvider>();
        return options.Kind switch
        {
            ProviderKind.Kws => new KwsProvider(options, secrets, http.Value, clock),
            _ => new RedirectProvider(options, secrets, clock),
        };
    }

    /// <summary>Follows no redirect: it could lead the guardian's address elsewhere. Each call has its provider's time limit.</summary>
    internal static HttpClient CreateClient()
    {
        var http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        {
            MaxResponseContentBufferSize = LargestAnswer,
        };
        http.DefaultRequestHeaders.UserAgent.ParseAdd(UserAgent);
        return http;
    }
}
