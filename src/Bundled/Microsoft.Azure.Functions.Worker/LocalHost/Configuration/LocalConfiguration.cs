using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Configuration;

/// <summary>
/// Settings, later ones first in effect: host.json, appsettings.json, local.settings.json, environment, command line.
/// </summary>
internal static class LocalConfiguration
{
    public static void Add(IConfigurationBuilder configuration, string folder, string environment, string[]? args)
    {
        configuration.AddInMemoryCollection(HostJson(Path.Combine(folder, "host.json")));
        configuration.AddJsonFile(Path.Combine(folder, "appsettings.json"), optional: true);
        configuration.AddJsonFile(Path.Combine(folder, $"appsettings.{environment}.json"), optional: true);
        foreach (var place in new[] { folder, Directory.GetCurrentDirectory() }.Distinct())
        {
            configuration.AddInMemoryCollection(LocalSettings.Read(Path.Combine(place, "local.settings.json")));
        }

        configuration.AddEnvironmentVariables("AZURE_FUNCTIONS_");
        configuration.AddEnvironmentVariables();
        configuration.AddCommandLine(args ?? []);
    }

    private static IEnumerable<KeyValuePair<string, string?>> HostJson(string path) =>
        new ConfigurationBuilder().AddJsonFile(path, optional: true).Build().AsEnumerable()
            .Where(pair => pair.Value is not null)
            .Select(pair => KeyValuePair.Create($"{HostSettings.Root}:{pair.Key}", pair.Value));
}
