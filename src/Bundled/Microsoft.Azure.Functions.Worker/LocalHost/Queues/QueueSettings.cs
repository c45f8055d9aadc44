using System.Globalization;
using Microsoft.Azure.Functions.Worker.LocalHost.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Queues;

/// <summary>The section <c>extensions:queues</c> of host.json.</summary>
internal sealed record QueueSettings
{
    /// <summary>What one call to the service returns at most.</summary>
    public const int LargestBatch = 32;

    public required int BatchSize { get; init; }

    /// <summary>More messages are fetched once no more than this many are in work.</summary>
    public required int NewBatchThreshold { get; init; }

    public required int MaxDequeueCount { get; init; }

    /// <summary>Time between a failed attempt and the next.</summary>
    public required TimeSpan VisibilityTimeout { get; init; }

    public required TimeSpan MaxPollingInterval { get; init; }

    public required bool IsBase64 { get; init; }

    /// <summary>
    /// How long a fetched message stays hidden from others; renewed at half of it while the function runs.
    /// Ten minutes as in the Functions host, unless <c>Functions:Queues:Lease</c> says otherwise.
    /// </summary>
    public required TimeSpan Lease { get; init; }

    /// <exception cref="InvalidOperationException">A value is out of range; the text names it.</exception>
    public static QueueSettings From(IConfiguration configuration, IHostEnvironment environment)
    {
        var queues = configuration.GetSection($"{HostSettings.Root}:extensions:queues");
        var batchSize = queues.GetValue("batchSize", 16);
        var lease = Span(configuration["Functions:Queues:Lease"], TimeSpan.FromMinutes(10), "Functions:Queues:Lease");
        return new QueueSettings
        {
            BatchSize = Check(batchSize is >= 1 and <= LargestBatch, batchSize, "batchSize"),
            NewBatchThreshold = Positive(
                queues.GetValue("newBatchThreshold", Math.Max(1, batchSize / 2) * Environment.ProcessorCount), "newBatchThreshold"),
            MaxDequeueCount = Positive(queues.GetValue("maxDequeueCount", 5), "maxDequeueCount"),
            VisibilityTimeout = Span(queues["visibilityTimeout"], TimeSpan.Zero, "visibilityTimeout"),
            MaxPollingInterval = Span(
                queues["maxPollingInterval"],
                environment.IsDevelopment() ? TimeSpan.FromSeconds(2) : TimeSpan.FromMinutes(1),
                "maxPollingInterval"),
            IsBase64 = (queues["messageEncoding"] ?? "base64").ToUpperInvariant() switch
            {
                "BASE64" => true,
                "NONE" => false,
                _ => throw Wrong("messageEncoding"),
            },
            Lease = Check(lease >= TimeSpan.FromSeconds(1), lease, "Functions:Queues:Lease"),
        };
    }

    private static T Check<T>(bool isGood, T value, string name) => isGood ? value : throw Wrong(name);

    private static int Positive(int value, string name) => Check(value >= 1, value, name);

    private static TimeSpan Span(string? text, TimeSpan unset, string name)
    {
        if (string.IsNullOrEmpty(text))
        {
            return unset;
        }

        // A whole number is milliseconds, as in the Functions host.
        return int.TryParse(text, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds >= 0
            ? TimeSpan.FromMilliseconds(milliseconds)
            : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span >= TimeSpan.Zero && span <= TimeSpan.FromDays(7)
                ? span
                : throw Wrong(name);
    }

    private static InvalidOperationException Wrong(string name) =>
        new($"host.json, extensions.queues: '{name}' has a value out of range.");
}
