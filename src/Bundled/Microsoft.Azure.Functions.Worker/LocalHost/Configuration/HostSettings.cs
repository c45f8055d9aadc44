using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Configuration;

/// <summary>
/// What host.json says. Its values stand in the configuration under <c>AzureFunctionsJobHost</c>, where an environment
/// variable such as <c>AzureFunctionsJobHost__extensions__queues__batchSize</c> overrides them.
/// </summary>
internal sealed class HostSettings(IConfiguration configuration)
{
    public const string Root = "AzureFunctionsJobHost";

    private readonly IConfigurationSection host = configuration.GetSection(Root);

    public string RoutePrefix => (host["extensions:http:routePrefix"] ?? "api").Trim('/');

    /// <summary>Null: as long as it takes.</summary>
    public TimeSpan? FunctionTimeout => host["functionTimeout"] is { Length: > 0 } text && text != "-1"
        ? TimeSpan.Parse(text, CultureInfo.InvariantCulture)
        : null;

    /// <summary>The functions to run; empty for all.</summary>
    public IReadOnlySet<string> OnlyFunctions { get; } = configuration.GetSection($"{Root}:functions").GetChildren()
        .Select(child => child.Value ?? "").ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Bytes of a request body, 100 MB where <c>FUNCTIONS_REQUEST_BODY_SIZE_LIMIT</c> does not say otherwise.</summary>
    public long MaxRequestBodySize => configuration.GetValue("FUNCTIONS_REQUEST_BODY_SIZE_LIMIT", 104_857_600L);

    public bool ShowsHomePage => !configuration.GetValue<bool>("AzureWebJobsDisableHomepage");

    /// <summary>Where to listen: the port setting, or else the addresses given the ASP.NET Core way, or else port 7071.</summary>
    public IReadOnlyList<string> Urls
    {
        get
        {
            var port = configuration["Functions:Http:Port"] ?? configuration["FUNCTIONS_HTTP_PORT"];
            if (string.IsNullOrEmpty(port)
                && (configuration["urls"] ?? configuration["ASPNETCORE_URLS"] ?? configuration["DOTNET_URLS"]) is { Length: > 0 } urls)
            {
                return urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            }

            var number = string.IsNullOrEmpty(port) ? (ushort)7071 : ushort.TryParse(port, CultureInfo.InvariantCulture, out var parsed)
                ? parsed
                : throw new InvalidOperationException("Functions:Http:Port must be a number from 0 to 65535.");
            return [$"http://127.0.0.1:{number}"];
        }
    }
}
