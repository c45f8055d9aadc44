using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Configuration;

internal static class LocalLogging
{
    /// <summary>The server's own category that would write whole addresses, queries included.</summary>
    private const string RequestCategory = "Microsoft.AspNetCore.Hosting.Diagnostics";

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
                var rules = options.Rules.Where(rule => rule.CategoryName?.StartsWith(RequestCategory, StringComparison.OrdinalIgnoreCase) == true);
                foreach (var rule in rules.ToList())
                {
                    options.Rules.Remove(rule);
                }

                options.Rules.Add(new LoggerFilterRule(null, RequestCategory, LogLevel.None, null));
            }));
}
