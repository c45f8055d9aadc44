using ParentalConsent.Core.Events;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Queues;

namespace ParentalConsent.Core.Cases;

/// <summary>An operator has what is open tried again at once: targets are looked at, the client is reminded. Told first, then saved: repeated, it is told once.</summary>
public sealed class RetryCase(ICases cases, EmitEvents emit, IWorkQueues queues, PolicySet policies, TimeProvider clock)
{
    /// <returns>False where there is no open case, or it is not begun yet.</returns>
    public async Task<bool> ExecuteAsync(string deletionId, CancellationToken cancellationToken)
    {
        while (await cases.FindAsync(deletionId, cancellationToken) is { Case.IsBegun: true } stored)
        {
            var now = clock.GetUtcNow();
            var reminded = stored.Case.Retry(new CaseSchedule(policies.Clients.GetValueOrDefault(stored.Case.ClientId)), now);
            if (reminded.Find(StepNames.ClientSystems) is { IsOpen: true, Tries: var number } && stored.Case.Find(StepNames.ClientSystems)!.Tries < number)
            {
                await emit.ExecuteAsync([ClientEvents.Reminder(reminded, number, now)], cancellationToken);
            }

            reminded = reminded with { Line = CaseLine.New(deletionId, reminded.NextAt ?? now) };
            await cases.AddLineAsync(reminded, cancellationToken);
            if (await cases.TrySaveAsync(stored, reminded, cancellationToken))
            {
                await queues.SendAsync(CaseMessage.Of(reminded.Line, stored.Case.Line), TimeSpan.Zero, cancellationToken);
                return true;
            }
        }

        return false;
    }
}
