using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Http;

/// <summary>Route templates of functions, under the route prefix.</summary>
internal static class RouteTemplates
{
    private static readonly string[] Reserved = ["admin", "runtime"];

    public static bool IsReserved(PathString path) => Reserved.Any(name => path.StartsWithSegments($"/{name}"));

    public static IReadOnlyList<string> ParametersOf(string template) =>
        [.. RoutePatternFactory.Parse(template.TrimStart('/')).Parameters.Select(parameter => parameter.Name)];

    /// <summary>
    /// The method is a constraint of the route, as it is in the Functions host: a request with another method
    /// is answered as if the route did not exist.
    /// </summary>
    /// <exception cref="InvalidOperationException">The template is malformed or lies where the host's own routes are.</exception>
    public static RoutePattern Of(string function, HttpTriggerAttribute trigger, string prefix)
    {
        var route = string.IsNullOrEmpty(trigger.Route) ? function : trigger.Route.TrimStart('/');
        var template = prefix.Length == 0 ? route : $"{prefix}/{route}";
        if (IsReserved($"/{template}"))
        {
            throw new InvalidOperationException($"Function '{function}': the host keeps /admin and /runtime for itself; route '{template}'.");
        }

        try
        {
            return trigger.Methods is { Length: > 0 } methods
                ? RoutePatternFactory.Parse(template, null, new { httpMethod = new HttpMethodRouteConstraint(methods) })
                : RoutePatternFactory.Parse(template);
        }
        catch (RoutePatternException exception)
        {
            throw new InvalidOperationException($"Function '{function}': route '{template}' is malformed: {exception.Message}", exception);
        }
    }
}
