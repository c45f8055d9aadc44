using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Cases;

/// <summary>
/// Stores what a deletion takes besides, before the tombstone is made: whatever happens then, no step is forgotten. Two calls for
/// the first worker, none for a client whose deletions take nothing more.
/// </summary>
public sealed class PlanCase(ICases cases, PolicySet policies)
{
    /// <param name="ended">About to be deleted.</param>
    /// <returns>What is stored; null where there is nothing to be done besides.</returns>
    public async Task<DeletionCase?> ExecuteAsync(Registration ended, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var planned = DeletionCase.Plan(ended, policies.FindClient(ended), now);
        if (planned.Steps.Count == 0)
        {
            return null;
        }

        // The line first: a case without one would be forgotten.
        await cases.AddLineAsync(planned, cancellationToken);
        while (!await cases.TryAddAsync(planned, cancellationToken))
        {
            if (await cases.FindAsync(planned.DeletionId, cancellationToken) is not { } stored)
            {
                continue;
            }

            // Of a worker that was cut off, or is here now. Saved anew, so that whoever takes it for abandoned finds it changed.
            var again = stored.Case.PlannedAgain(planned);
            if (stored.Case.IsBegun || await cases.TrySaveAsync(stored, again, cancellationToken))
            {
                return again;
            }
        }

        return planned;
    }
}
