namespace ParentalConsent.Core.Watch;

/// <summary>How the deleting does; where several are true, the first of these.</summary>
public enum DeletionState
{
    /// <summary>The safety stop holds: nothing that fell due is deleted until an operator releases it.</summary>
    Stopped,

    /// <summary>No sweep has finished when one should have.</summary>
    SweepMissing,

    /// <summary>Our clock and the storage service's differ: nothing is deleted by the clock.</summary>
    ClockDiffers,

    /// <summary>Sweeps hand out what is due, and nothing of it is settled.</summary>
    DeletesNothing,

    /// <summary>Something is more than an hour past due.</summary>
    Overdue,

    Good,
}
