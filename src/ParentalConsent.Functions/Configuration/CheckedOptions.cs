using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ParentalConsent.Functions.Configuration;

public static class CheckedOptions
{
    /// <summary>Settings of one section, checked before the app starts.</summary>
    public static IServiceCollection AddChecked<TOptions, TCheck>(
        this IServiceCollection services, IConfiguration configuration, string section)
        where TOptions : class
        where TCheck : class, IValidateOptions<TOptions>
    {
        services.AddSingleton<IValidateOptions<TOptions>, TCheck>();
        services.AddOptions<TOptions>().Bind(configuration.GetSection(section)).ValidateOnStart();
        return services;
    }
}
