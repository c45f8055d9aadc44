using ParentalConsent.Core.Queues;

namespace ParentalConsent.Core.Cases;

/// <summary>Finds the cases that have something to do and hands them out. Its cost depends on what is due: one call where nothing is.</summary>
public sealed class HandOutCases(ICases cases, IWorkQueues queues)
{
    public async Task ExecuteAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await foreach (var page in cases.ReadDueAsync(now, cancellationToken))
        {
            foreach (var lines in page.Chunk(CaseMessage.MaxLines))
            {
                await queues.SendAsync(new CaseMessage([.. lines.Select(line => line.ToString())]), TimeSpan.Zero, cancellationToken);
            }
        }
    }
}
