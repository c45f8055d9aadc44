using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Http;

/// <summary>Route values by name, and the query and headers as JSON objects under <c>Query</c> and <c>Headers</c>.</summary>
internal static class HttpBindingData
{
    public static Dictionary<string, object?> Of(HttpRequest request)
    {
        var data = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Query"] = JsonSerializer.Serialize(request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString())),
            ["Headers"] = JsonSerializer.Serialize(request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString())),
        };
        foreach (var (name, value) in request.RouteValues)
        {
            data[name] = value?.ToString();
        }

        return data;
    }
}
