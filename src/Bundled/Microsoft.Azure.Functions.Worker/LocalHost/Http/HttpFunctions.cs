using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker.LocalHost.Configuration;
using Microsoft.Azure.Functions.Worker.LocalHost.Discovery;
using Microsoft.Azure.Functions.Worker.LocalHost.Invocation;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Http;

/// <summary>The routes of all HTTP functions.</summary>
internal sealed class HttpFunctions(
    FunctionCatalog catalog, HostSettings settings, FunctionKeys keys, InvocationFactory invocations, ILoggerFactory loggers)
    : EndpointDataSource
{
    private IReadOnlyList<RouteEndpoint>? endpoints;

    public override IReadOnlyList<Endpoint> Endpoints => Routes;

    /// <exception cref="InvalidOperationException">A route is malformed, reserved or taken twice.</exception>
    public IReadOnlyList<RouteEndpoint> Routes => endpoints ??= Build();

    public override IChangeToken GetChangeToken() => NullChangeToken.Singleton;

    private List<RouteEndpoint> Build()
    {
        var built = new List<RouteEndpoint>();
        var taken = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var function in catalog.Functions)
        {
            if (function.Trigger is not HttpTriggerAttribute trigger)
            {
                continue;
            }

            var pattern = RouteTemplates.Of(function.Name, trigger, settings.RoutePrefix);
            foreach (var method in trigger.Methods is { Length: > 0 } methods ? methods : ["*"])
            {
                if (!taken.TryAdd($"{method} {pattern.RawText}", function.Name))
                {
                    throw new InvalidOperationException(
                        $"Functions '{taken[$"{method} {pattern.RawText}"]}' and '{function.Name}' have the same route '{pattern.RawText}'.");
                }
            }

            built.Add(EndpointOf(function, trigger, pattern));
        }

        return built;
    }

    private RouteEndpoint EndpointOf(LocalFunction function, HttpTriggerAttribute trigger, RoutePattern pattern)
    {
        var handler = new HttpTrigger(
            function, keys.CheckFor(function.Name, trigger.AuthLevel), invocations, loggers.CreateLogger($"Function.{function.Name}"));
        return new RouteEndpoint(
            handler.HandleAsync, pattern, order: 0, new EndpointMetadataCollection(trigger), function.Name);
    }
}
