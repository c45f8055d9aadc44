using System.Runtime.ExceptionServices;

namespace ParentalConsent.Core.Deletion;

/// <summary>What went wrong with things that are each done whatever becomes of the others.</summary>
public sealed class Faults(CancellationToken cancellationToken)
{
    private readonly List<Exception> all = [];

    public async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            all.Add(fault);
        }
    }

    public void AddRange(IEnumerable<Exception> others) => all.AddRange(others);

    /// <exception cref="AggregateException">There are several; of one, its own exception.</exception>
    public void ThrowIfAny(string message)
    {
        if (all is [var only])
        {
            ExceptionDispatchInfo.Throw(only);
        }

        if (all.Count > 0)
        {
            throw new AggregateException(message, all);
        }
    }
}
