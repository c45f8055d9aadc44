using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Queues;

namespace ParentalConsent.Core.Events;

/// <summary>
/// Hands out who comes of age this month, once: the worker waits for the day. Each is put down for the next month first, where
/// they are found should the message be lost. One call for each client where there is nothing.
/// </summary>
public sealed class HandOutComingsOfAge(IComingsOfAge comings, IWorkQueues queues, PolicySet policies)
{
    /// <summary>At most 1,000 of each client; one client's fault keeps nobody else from being told.</summary>
    /// <exception cref="AggregateException">Some could not be handed out, and are by the next sweep.</exception>
    public async Task ExecuteAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var faults = new List<Exception>();
        foreach (var clientId in policies.Clients.Keys)
        {
            try
            {
                await HandOutAsync(clientId, now, cancellationToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                faults.Add(fault);
            }
        }

        if (faults.Count > 0)
        {
            throw new AggregateException("Not all who come of age could be handed out.", faults);
        }
    }

    private async Task HandOutAsync(string clientId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var next = ComingOfAge.MonthAfter(now);
        foreach (var begun in (await comings.ReadBegunAsync(clientId, now, cancellationToken)).Chunk(ComingOfAgeMessage.MaxEntries))
        {
            var later = begun.Select(coming => coming with { Month = next }).ToList();
            await comings.AddAsync(later, cancellationToken);
            await queues.SendAsync(
                new ComingOfAgeMessage(clientId, [.. later.Select(coming => coming.ToString())]), TimeSpan.Zero, cancellationToken);
            await comings.RemoveAsync(begun, cancellationToken);
        }
    }
}
