using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Queues;

namespace ParentalConsent.Core.Cases;

/// <summary>Finds the cases that have something to do and hands them out. Its cost depends on what is due: one call where nothing is.</summary>
public sealed class HandOutCases(ICases cases, IWorkQueues queues)
{
    /// <returns>Since when the oldest that nobody dealt with has been due, where that is more than an hour; null where it is not.</returns>
    public async Task<DateTimeOffset?> ExecuteAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset? oldest = null;
        await foreach (var page in cases.ReadDueAsync(now, cancellationToken))
        {
            oldest = page.Min(line => line.Due) is var first && first < (oldest ?? now - DeleteUnconsented.Overdue) ? first : oldest;
            foreach (var lines in page.Chunk(CaseMessage.MaxLines))
            {
                await queues.SendAsync(new CaseMessage([.. lines.Select(line => line.ToString())]), TimeSpan.Zero, cancellationToken);
            }
        }

        return oldest;
    }
}
