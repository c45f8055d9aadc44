using System.Collections.Concurrent;
using ParentalConsent.Core.Events;

namespace ParentalConsent.Storage.Events;

/// <summary>Appenders of one instance to one client's feed: they take turns, and whoever has the turn appends for all who wait.</summary>
internal sealed class EventLane : IDisposable
{
    private readonly ConcurrentQueue<Waiting> waiting = new();
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>As last seen: mostly saves reading it, and does no harm when it is old.</summary>
    public EventHeadRow? Head { get; set; }

    /// <param name="append">Appends the events of all who wait by then.</param>
    public async Task RunAsync(
        IReadOnlyList<ClientEvent> events, Func<IReadOnlyList<ClientEvent>, Task> append, CancellationToken cancellationToken)
    {
        var own = new Waiting(events);
        waiting.Enqueue(own);
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (!own.Done.Task.IsCompleted)
            {
                await AppendForAllAsync(append);
            }
        }
        finally
        {
            turn.Release();
        }

        await own.Done.Task;
    }

    public void Dispose() => turn.Dispose();

    private async Task AppendForAllAsync(Func<IReadOnlyList<ClientEvent>, Task> append)
    {
        var taken = new List<Waiting>();
        while (waiting.TryDequeue(out var next))
        {
            taken.Add(next);
        }

        try
        {
            await append([.. taken.SelectMany(one => one.Events)]);
            taken.ForEach(one => one.Done.TrySetResult());
        }
        catch (Exception fault)
        {
            // All of them try again by themselves: each one's message comes again.
            taken.ForEach(one => one.Done.TrySetException(fault));
        }
    }

    private sealed record Waiting(IReadOnlyList<ClientEvent> Events)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
