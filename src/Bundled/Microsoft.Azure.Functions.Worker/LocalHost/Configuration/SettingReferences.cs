using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Configuration;

/// <summary>Puts the values of settings in the place of <c>%their names%</c>.</summary>
internal static partial class SettingReferences
{
    /// <exception cref="InvalidOperationException">A setting is missing or empty; the text names it and the function.</exception>
    public static string Resolve(string text, IConfiguration configuration, string function) =>
        Reference().Replace(text, match =>
        {
            var name = match.Groups[1].Value;
            return (configuration[name] ?? configuration[name.Replace("__", ":", StringComparison.Ordinal)]) is { Length: > 0 } value
                ? value
                : throw new InvalidOperationException($"Function '{function}' needs the setting '{name}', which is missing or empty.");
        });

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Reference();
}
