using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Configuration;

/// <summary>Reads local.settings.json, the file that stands for an app's settings on a developer's machine.</summary>
internal static class LocalSettings
{
    /// <exception cref="InvalidOperationException">The file is encrypted, which only the Functions tools can undo.</exception>
    public static IEnumerable<KeyValuePair<string, string?>> Read(string path)
    {
        var file = new ConfigurationBuilder().AddJsonFile(path, optional: true).Build();
        if (file.GetValue<bool>("IsEncrypted"))
        {
            throw new InvalidOperationException($"{path} is encrypted; decrypt it with 'func settings decrypt'.");
        }

        foreach (var (key, value) in file.GetSection("Values").AsEnumerable(makePathsRelative: true))
        {
            if (value is not null)
            {
                yield return KeyValuePair.Create(key.Replace("__", ":", StringComparison.Ordinal), (string?)value);
            }
        }

        if (file["Host:LocalHttpPort"] is { } port)
        {
            yield return KeyValuePair.Create("Functions:Http:Port", (string?)port);
        }
    }
}
