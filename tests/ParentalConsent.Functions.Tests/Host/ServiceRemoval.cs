using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ParentalConsent.Core.Health;
using ParentalConsent.Storage.Startup;

namespace ParentalConsent.Functions.Tests.Host;

internal static class ServiceRemoval
{
    /// <summary>Tables, queues and their health are not there where ports are in memory.</summary>
    public static void RemoveWhatAsksStorage(this IServiceCollection services)
    {
        services.RemoveAll<IDependencyCheck>();
        services.Remove(services.Single(service => service.ImplementationType == typeof(StorageSchema)));
    }
}
