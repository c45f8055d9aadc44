using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ParentalConsent.Core.Health;

namespace ParentalConsent.Functions.Tests.Host;

internal static class ServiceRemoval
{
    public static void RemoveDependencyChecks(this IServiceCollection services) => services.RemoveAll<IDependencyCheck>();
}
