using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;

namespace ParentalConsent.Storage.Tests.Tables;

/// <summary>Counts every request that goes out, tries included, and can break some.</summary>
internal sealed class CountingPolicy : HttpPipelinePolicy
{
    private readonly ConcurrentQueue<string> requests = new();
    private int answersToLose;

    public int Count => requests.Count;

    public IReadOnlyCollection<string> Requests => requests;

    public void Reset() => requests.Clear();

    /// <summary>The next writes reach the service, and their answers nobody.</summary>
    public void LoseAnswersToWrites(int count = 1) => Volatile.Write(ref answersToLose, count);

    /// <summary>The write of this number, from 1 on, and all that follow never reach the service: the process was killed.</summary>
    public int? KilledAtWrite { get; set; }

    public int Writes { get; private set; }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("The service calls asynchronously.");

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        requests.Enqueue($"{message.Request.Method} {message.Request.Uri}");
        var writes = message.Request.Method != RequestMethod.Get;
        if (writes && ++Writes >= KilledAtWrite)
        {
            throw new InvalidOperationException("Killed.");
        }

        await ProcessNextAsync(message, pipeline);
        if (writes && Interlocked.Decrement(ref answersToLose) >= 0)
        {
            throw new IOException("The answer was lost.");
        }
    }
}
