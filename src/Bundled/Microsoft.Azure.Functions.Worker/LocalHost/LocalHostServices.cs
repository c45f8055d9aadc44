using System.Text.Json;
using Azure.Core.Serialization;
using Microsoft.Azure.Functions.Worker.LocalHost.Configuration;
using Microsoft.Azure.Functions.Worker.LocalHost.Discovery;
using Microsoft.Azure.Functions.Worker.LocalHost.Http;
using Microsoft.Azure.Functions.Worker.LocalHost.Invocation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Azure.Functions.Worker.LocalHost;

internal static class LocalHostServices
{
    /// <summary>What app code can see and configure; added before its own services.</summary>
    public static void AddWorker(this IServiceCollection services, FunctionPipeline pipeline)
    {
        services.AddSingleton(pipeline);
        services.AddRouting();
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(25));
        services.Configure<JsonSerializerOptions>(options => options.PropertyNameCaseInsensitive = true);
        services.AddOptions<WorkerOptions>().PostConfigure<IOptions<JsonSerializerOptions>>(
            (options, json) => options.Serializer ??= new JsonObjectSerializer(json.Value));
    }

    /// <summary>The host's own; added after the app's hosted services, which therefore start before it and stop after it.</summary>
    public static void AddLocalHost(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<HostSettings>();
        services.AddSingleton<FunctionCatalog>();
        services.AddSingleton<InvocationFactory>();
        services.AddSingleton<FunctionKeys>();
        services.AddSingleton<HttpFunctions>();
        services.AddSingleton<FrontDoor>();
        services.AddSingleton<ListenerFactory>();
        services.AddSingleton<StartBanner>();
        services.AddHostedService<FunctionsHostedService>();
    }
}
