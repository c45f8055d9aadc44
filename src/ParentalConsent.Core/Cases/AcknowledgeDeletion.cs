using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Queues;

namespace ParentalConsent.Core.Cases;

public sealed record AcknowledgeDeletionCommand(string ClientId, string DeletionId, Acknowledgement Said);

public abstract record AcknowledgeDeletionResult
{
    private AcknowledgeDeletionResult()
    {
    }

    /// <summary>It is noted.</summary>
    public sealed record Noted(CaseView Case) : AcknowledgeDeletionResult;

    /// <summary>It was noted before, or a person resolved the step: nothing was changed.</summary>
    public sealed record Known(CaseView Case) : AcknowledgeDeletionResult;

    /// <summary>The registration is not being deleted.</summary>
    public sealed record NotRequested : AcknowledgeDeletionResult;

    /// <summary>There is no such deletion of this client.</summary>
    public sealed record NotFound : AcknowledgeDeletionResult;
}

/// <summary>
/// A client has deleted in its own systems. The line that brings the case back goes before the change, the message that does so at
/// once after it: cut off in between, the next sweep closes it. Four calls.
/// </summary>
public sealed class AcknowledgeDeletion(
    ICases cases, ReadCase readCase, FindRequest findRequest, IDeletionLog log, IWorkQueues queues, TimeProvider clock)
{
    public async Task<AcknowledgeDeletionResult> ExecuteAsync(AcknowledgeDeletionCommand command, CancellationToken cancellationToken)
    {
        if (!DeletionIds.IsId(command.DeletionId))
        {
            return new AcknowledgeDeletionResult.NotFound();
        }

        while (await cases.FindAsync(command.DeletionId, cancellationToken) is { } stored)
        {
            if (stored.Case.ClientId != command.ClientId)
            {
                return new AcknowledgeDeletionResult.NotFound();
            }

            var now = clock.GetUtcNow();
            if (stored.Case.Acknowledge(command.Said, now) is var acknowledged && acknowledged == stored.Case)
            {
                // Also where the answer was lost: whoever asks again brings it on again.
                await queues.SendAsync(new CaseMessage([stored.Case.Line.ToString()]), TimeSpan.Zero, cancellationToken);
                return new AcknowledgeDeletionResult.Known(CaseView.Of(stored.Case));
            }

            if (!stored.Case.IsBegun && await findRequest.ExecuteAsync(stored.Case, now, cancellationToken) is not RequestState.Made)
            {
                return new AcknowledgeDeletionResult.NotRequested();
            }

            acknowledged = acknowledged with { Line = CaseLine.New(stored.Case.DeletionId, now) };
            await cases.AddLineAsync(acknowledged, cancellationToken);
            if (await cases.TrySaveAsync(stored, acknowledged, cancellationToken))
            {
                await queues.SendAsync(CaseMessage.Of(acknowledged.Line, stored.Case.Line), TimeSpan.Zero, cancellationToken);
                return new AcknowledgeDeletionResult.Noted(CaseView.Of(acknowledged));
            }
        }

        return await AcknowledgeLoggedAsync(command, cancellationToken);
    }

    /// <summary>The deletion is complete, and perhaps was so without the client: what it says is still worth an entry.</summary>
    private async Task<AcknowledgeDeletionResult> AcknowledgeLoggedAsync(AcknowledgeDeletionCommand command, CancellationToken cancellationToken)
    {
        if (await readCase.ExecuteAsync(command.DeletionId, cancellationToken) is not { } known || known.ClientId != command.ClientId)
        {
            return new AcknowledgeDeletionResult.NotFound();
        }

        if (known.Steps.Any(step => step is { Name: StepNames.ClientSystems, IsOpen: false }))
        {
            return new AcknowledgeDeletionResult.Known(known);
        }

        var step = new CaseStep(StepNames.ClientSystems).Over(StepState.Done, clock.GetUtcNow()) with
        {
            StatedAt = command.Said.DeletedAt,
            Systems = command.Said.Systems,
        };
        await log.AppendAsync([CaseRecords.OfStep(known.DeletionId, known.RegistrationId, known.ClientId, step)], cancellationToken);
        return new AcknowledgeDeletionResult.Noted(known with { Steps = [.. known.Steps.Where(other => other.Name != step.Name), step] });
    }
}
