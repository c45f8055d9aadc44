using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Watch;

/// <param name="StopId">The stop that the operator saw.</param>
/// <param name="UpTo">How many lines they expect to be due now, at most.</param>
/// <param name="For">How long the release counts.</param>
public sealed record ReleaseSafetyStopCommand(string StopId, string By, string Reason, int UpTo, TimeSpan For)
{
    /// <summary>Names nobody, so that no log or trace can.</summary>
    public override string ToString() => $"{nameof(ReleaseSafetyStopCommand)} {StopId}";
}

public abstract record ReleaseSafetyStopResult
{
    private ReleaseSafetyStopResult()
    {
    }

    public sealed record Released : ReleaseSafetyStopResult;

    /// <summary>There is no such stop (any more), or it is released already.</summary>
    public sealed record NotStopped : ReleaseSafetyStopResult;

    /// <param name="Due">How many lines are due now: more than the operator expects.</param>
    public sealed record MoreAreDue(int Due) : ReleaseSafetyStopResult;
}

/// <summary>Lets go on what is due now. It counts once the log has it.</summary>
public sealed class ReleaseSafetyStop(
    IWatchStore watch, IDeadlineIndex deadlines, LogSafetyStop logSafetyStop, StorageTime time)
{
    /// <summary>How many lines are due.</summary>
    public async Task<int> CountDueAsync(CancellationToken cancellationToken) => await CountAsync(time.Now, cancellationToken);

    public async Task<ReleaseSafetyStopResult> ExecuteAsync(ReleaseSafetyStopCommand command, CancellationToken cancellationToken)
    {
        if ((await watch.ReadAsync(cancellationToken)).Stop is not { } stop || stop.Value.Id != command.StopId)
        {
            return new ReleaseSafetyStopResult.NotStopped();
        }

        if (stop.Value.Release is { Logged: false })
        {
            // Cut off before the log had it: that one counts.
            await logSafetyStop.ExecuteAsync(stop, cancellationToken);
            return new ReleaseSafetyStopResult.NotStopped();
        }

        var now = time.Now;
        if (!stop.Value.HoldsAt(now) && await CountAsync(stop.Value.Release!.At, cancellationToken) <= stop.Value.Release.UpTo)
        {
            return new ReleaseSafetyStopResult.NotStopped();
        }

        if (await CountAsync(now, cancellationToken) is var due && due > command.UpTo)
        {
            return new ReleaseSafetyStopResult.MoreAreDue(due);
        }

        var release = new SafetyRelease(RegistrationIds.NewMark(), command.By, command.Reason, now, command.UpTo, now + command.For);
        await watch.TrySaveAsync(stop, stop.Value with { Release = release }, cancellationToken);

        // The answer may have been lost, or somebody else was faster.
        if ((await watch.ReadAsync(cancellationToken)).Stop is not { } saved || saved.Value.Release?.Id != release.Id)
        {
            return new ReleaseSafetyStopResult.NotStopped();
        }

        await logSafetyStop.ExecuteAsync(saved, cancellationToken);
        return new ReleaseSafetyStopResult.Released();
    }

    private async Task<int> CountAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        var due = 0;
        await foreach (var page in deadlines.ReadDueAsync(at, cancellationToken))
        {
            due += page.Count;
        }

        return due;
    }
}
