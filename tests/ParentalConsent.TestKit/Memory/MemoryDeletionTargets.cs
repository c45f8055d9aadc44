using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Policies;

namespace ParentalConsent.TestKit.Memory;

/// <summary>Clients' own stores, as so many things at each place.</summary>
public sealed class MemoryDeletionTargets(MemoryCalls? calls = null) : IDeletionTargets
{
    private readonly Dictionary<string, int> things = [];

    public MemoryCalls Calls { get; } = calls ?? new MemoryCalls();

    /// <summary>What each look comes to instead, while it says anything.</summary>
    public Func<DeletionTarget, string?> Fails { get; set; } = _ => null;

    /// <summary>How much there is at a place of a target; counts as no call.</summary>
    public int this[string target, string place]
    {
        get
        {
            lock (this)
            {
                return things.GetValueOrDefault($"{target} {place}");
            }
        }

        set
        {
            lock (this)
            {
                things[$"{target} {place}"] = value;
            }
        }
    }

    public Task<TargetAnswer> CountAsync(DeletionTarget target, string place, int most, CancellationToken cancellationToken) =>
        Calls.RunAsync(this, () => Answer(target, () => Math.Min(most, this[target.Name, place])), cancellationToken);

    public Task<TargetAnswer> DeleteAsync(DeletionTarget target, string place, int most, CancellationToken cancellationToken) => Calls.RunAsync(
        this,
        () => Answer(
            target,
            () =>
            {
                var deleted = Math.Min(most, this[target.Name, place]);
                this[target.Name, place] -= deleted;
                return deleted;
            }),
        cancellationToken);

    private TargetAnswer Answer(DeletionTarget target, Func<int> act) =>
        Fails(target) is { } why ? new TargetAnswer.Failed(why) : new TargetAnswer.Counted(act());
}
