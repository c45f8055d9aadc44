using System.Security.Cryptography;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Queues;

/// <summary>How long to wait before asking again: doubles from 100 ms to the longest allowed, spread by a fifth.</summary>
internal sealed class PollingDelay(TimeSpan longest)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    private TimeSpan current = TimeSpan.Zero;

    public TimeSpan Next()
    {
        var doubled = current == TimeSpan.Zero ? Shortest : current * 2;
        current = doubled < longest ? doubled : longest;
        var spread = 1 - (RandomNumberGenerator.GetInt32(0, 200) / 1000.0);
        return current * spread;
    }

    public void Reset() => current = TimeSpan.Zero;
}
