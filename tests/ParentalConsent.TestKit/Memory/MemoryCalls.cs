using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace ParentalConsent.TestKit.Memory;

/// <summary>
/// Counts the calls to memory ports and lets a test step in between: wait, interleave, or throw where a real one would break.
/// Share one among several ports to count and order all of them.
/// </summary>
public sealed class MemoryCalls
{
    private readonly ConcurrentQueue<string> names = new();

    /// <summary>Called with <c>Port.Method</c> before anything is read or written; what it throws, the call throws.</summary>
    public Func<string, Task>? Before { get; set; }

    /// <summary>Called with <c>Port.Method</c> once the call has had its effect: throwing here is a lost answer.</summary>
    public Func<string, Task>? After { get; set; }

    /// <summary><c>Port.Method</c> of every call so far, in order.</summary>
    public IReadOnlyCollection<string> Names => names;

    public int Count => names.Count;

    public int CountOf(string name) => names.Count(called => called == name);

    public void Reset() => names.Clear();

    internal async Task<T> RunAsync<T>(
        object port, Func<T> effect, CancellationToken cancellationToken, [CallerMemberName] string method = "")
    {
        cancellationToken.ThrowIfCancellationRequested();
        var name = $"{port.GetType().Name["Memory".Length..]}.{method}";
        names.Enqueue(name);
        await (Before?.Invoke(name) ?? Task.CompletedTask);

        // Callers that await one after the other must not run as one block: a real call gives others their turn.
        await Task.Yield();
        T result;
        lock (port)
        {
            result = effect();
        }

        await (After?.Invoke(name) ?? Task.CompletedTask);
        return result;
    }
}
