using ParentalConsent.Core.Queues;

namespace ParentalConsent.Core.Cases;

/// <param name="Step">See <see cref="StepNames"/>.</param>
/// <param name="Reason">See <see cref="Staff.StaffReason"/>.</param>
public sealed record ResolveStepCommand(string DeletionId, string Step, string Reason)
{
    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(ResolveStepCommand);
}

public abstract record ResolveStepResult
{
    private ResolveStepResult()
    {
    }

    public sealed record Resolved : ResolveStepResult;

    /// <summary>It is over already, or the case is complete: nothing was changed.</summary>
    public sealed record Over : ResolveStepResult;

    /// <summary>A worker is deleting from the target: nothing was changed. What came after it was resolved would go, too.</summary>
    public sealed record Busy : ResolveStepResult;

    /// <summary>There is no open case of this id, or it has no such step, or is not begun yet.</summary>
    public sealed record NotFound : ResolveStepResult;
}

/// <summary>An operator says that a step is done, or need not be, and why. As with an acknowledgement: line, change, message.</summary>
public sealed class ResolveStep(ICases cases, IWorkQueues queues, TimeProvider clock)
{
    public async Task<ResolveStepResult> ExecuteAsync(ResolveStepCommand command, CancellationToken cancellationToken)
    {
        while (await cases.FindAsync(command.DeletionId, cancellationToken) is { Case.IsBegun: true } stored)
        {
            if (stored.Case.Find(command.Step) is not { } step)
            {
                break;
            }

            if (!step.IsOpen)
            {
                return step is { State: StepState.Resolved } && step.Reason == command.Reason
                    ? new ResolveStepResult.Resolved()
                    : new ResolveStepResult.Over();
            }

            var now = clock.GetUtcNow();
            if (step.IsOpenTarget && stored.Case.IsBusyAt(now))
            {
                return new ResolveStepResult.Busy();
            }

            var resolved = stored.Case.Resolve(command.Step, command.Reason, now) with { Line = CaseLine.New(stored.Case.DeletionId, now) };
            await cases.AddLineAsync(resolved, cancellationToken);
            if (await cases.TrySaveAsync(stored, resolved, cancellationToken))
            {
                await queues.SendAsync(CaseMessage.Of(resolved.Line, stored.Case.Line), TimeSpan.Zero, cancellationToken);
                return new ResolveStepResult.Resolved();
            }
        }

        return new ResolveStepResult.NotFound();
    }
}
