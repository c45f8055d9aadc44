using System.Threading.Channels;
using Microsoft.Azure.Functions.Worker;

namespace ParentalConsent.Bundled.Tests.Worker;

/// <summary>What a function was called with.</summary>
public sealed record Seen(object? Input, long DequeueCount, string Id, FunctionContext Context);

/// <summary>Collects calls of functions for a test, which may also say how each call goes on.</summary>
public sealed class Probe
{
    private readonly Channel<Seen> seen = Channel.CreateUnbounded<Seen>();

    public Func<Seen, CancellationToken, Task> OnCall { get; set; } = (_, _) => Task.CompletedTask;

    public int Waiting => seen.Reader.Count;

    public async Task SeenAsync(Seen call, CancellationToken cancellationToken)
    {
        await seen.Writer.WriteAsync(call, CancellationToken.None);
        await OnCall(call, cancellationToken);
    }

    /// <summary>The next call; a test that waits in vain ends after a minute.</summary>
    public async Task<Seen> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        return await seen.Reader.ReadAsync(patience.Token);
    }
}
