namespace ParentalConsent.Core.Holds;

public sealed record ReleaseHoldCommand(string Id, string Reason, string By)
{
    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(ReleaseHoldCommand);
}

public abstract record ReleaseHoldResult
{
    private ReleaseHoldResult()
    {
    }

    public sealed record Released(Hold Hold) : ReleaseHoldResult;

    /// <summary>It had ended already: nothing was changed.</summary>
    public sealed record Over(Hold Hold) : ReleaseHoldResult;

    public sealed record NotFound : ReleaseHoldResult;
}

/// <summary>Ends a hold before its time.</summary>
public sealed class ReleaseHold(IHolds holds, SettleHolds settleHolds, TimeProvider clock)
{
    public async Task<ReleaseHoldResult> ExecuteAsync(ReleaseHoldCommand command, CancellationToken cancellationToken)
    {
        while (await holds.FindAsync(command.Id, cancellationToken) is { } current)
        {
            if (current.Hold.Release(command.By, command.Reason, clock.GetUtcNow()) is { } released)
            {
                // Saved, or somebody else was faster, or the answer was lost: what is stored now says which.
                await holds.TrySaveAsync(current, released, cancellationToken);
                continue;
            }

            var settled = await settleHolds.SettleAsync(current, cancellationToken);
            return settled is { State: HoldState.Released } && settled.EndedBy == command.By && settled.EndReason == command.Reason
                ? new ReleaseHoldResult.Released(settled)
                : new ReleaseHoldResult.Over(settled);
        }

        return new ReleaseHoldResult.NotFound();
    }
}
