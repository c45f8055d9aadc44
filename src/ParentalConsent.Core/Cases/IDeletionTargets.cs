using ParentalConsent.Core.Policies;

namespace ParentalConsent.Core.Cases;

/// <summary>What came of a look at a target.</summary>
public abstract record TargetAnswer
{
    private TargetAnswer()
    {
    }

    public sealed record Counted(int Count) : TargetAnswer;

    /// <param name="Why">A word or a status; never what the service wrote.</param>
    public sealed record Failed(string Why) : TargetAnswer;
}

/// <summary>Tables and containers of clients. What goes wrong there is an answer, not an exception.</summary>
public interface IDeletionTargets
{
    /// <summary>How much there is, counted to <paramref name="most"/>; a call for each 1,000.</summary>
    Task<TargetAnswer> CountAsync(DeletionTarget target, string place, int most, CancellationToken cancellationToken);

    /// <summary>Deletes as much as <paramref name="most"/>, at most 1,000, and says how much that was: less where nothing is left.</summary>
    Task<TargetAnswer> DeleteAsync(DeletionTarget target, string place, int most, CancellationToken cancellationToken);
}
