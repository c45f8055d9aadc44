using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Queues;

namespace ParentalConsent.Core.Registrations;

/// <summary>The end of a registration that no guardian is told of: its data goes with the same transaction, the rest at once.</summary>
public static class QuietEnding
{
    /// <summary>It is done at once; the sweep looks after this long whether it was.</summary>
    internal static readonly TimeSpan TimeToDelete = TimeSpan.FromMinutes(30);

    /// <param name="ended">Just moved.</param>
    /// <param name="before">As it was. The line of a consent may be gone, so it gets a new one.</param>
    public static Registration EndedQuietly(this Registration ended, Registration before, DateTimeOffset now) => ended with
    {
        HoldsData = false,
        DecidedAt = now,
        Deadline = before.State is RegistrationState.AwaitingParent ? before.Deadline : DeadlineEntry.Round(now + TimeToDelete),
    };

    /// <summary>What must be there before it is saved, in this order: the new line of the index, and the deletion.</summary>
    public static async Task PrepareAsync(
        Registration ended, Registration before, IDeadlineIndex deadlines, IWorkQueues queues, CancellationToken cancellationToken)
    {
        if (before.State is not RegistrationState.AwaitingParent)
        {
            await deadlines.AddAsync(ended.DeadlineEntry, cancellationToken);
        }

        await queues.SendAsync(new DeletionMessage([ended.DeadlineEntry.ToString()]), TimeSpan.Zero, cancellationToken);
    }
}
