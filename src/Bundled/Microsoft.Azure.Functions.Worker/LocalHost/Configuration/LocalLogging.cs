using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Configuration;

internal static class LocalLogging
{
    /// <summary>The server's own categories that would write addresses: whole ones, queries included, and paths.</summary>
    private static readonly string[] RequestCategories = ["Microsoft.AspNetCore.Hosting.Diagnostics", "Microsoft.AspNetCore.Routing"];

    /// <summary>One line an event, times in UTC; levels from host.json, then from the section Logging.</summary>
    public static void AddLocalConsole(this ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        logging.AddConfiguration(configuration.GetSection($"{HostSettings.Root}:logging"));
        logging.AddConfiguration(configuration.GetSection("Logging"));
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
        });
    }

    /// <summary>Whatever the levels say, no address of a request is logged.</summary>
    public static void HideRequests(this ILoggingBuilder logging) =>
        logging.Services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>>(
            new PostConfigureOptions<LoggerFilterOptions>(Options.DefaultName, options =>
            {
                var rules = options.Rules.Where(rule => RequestCategories.Any(
                    category => rule.CategoryName?.StartsWith(category, StringComparison.OrdinalIgnoreCase) == true));
                foreach (var rule in rules.ToList())
                {
                    options.Rules.Remove(rule);
                }

                // Of a provider's own rules and those for all, the provider's own win: each needs its own here.
                foreach (var provider in options.Rules.Select(rule => rule.ProviderName).Append(null).Distinct().ToList())
                {
                    foreach (var category in RequestCategories)
                    {
                        options.Rules.Add(new LoggerFilterRule(provider, category, LogLevel.None, null));
                    }
                }
            }));
}
