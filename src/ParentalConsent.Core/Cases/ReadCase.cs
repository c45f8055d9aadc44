using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;

namespace ParentalConsent.Core.Cases;

/// <summary>
/// A deletion with its steps. One call while steps are open; from the log once it is complete: 2 for the deletion, 2 for its
/// closing, and 2 for each further step.
/// </summary>
public sealed class ReadCase(ICases cases, IDeletionLog log)
{
    /// <returns>Null where there is no such deletion, or none yet.</returns>
    public async Task<CaseView?> ExecuteAsync(string deletionId, CancellationToken cancellationToken)
    {
        if (!DeletionIds.IsId(deletionId))
        {
            return null;
        }

        // In this order: a case is removed only once the log has its closing.
        return await cases.FindAsync(deletionId, cancellationToken) is { } stored
            ? CaseView.Of(stored.Case)
            : await log.FindAsync(deletionId, cancellationToken) is { Record: { Kind: LogKind.Deletion } deletion }
                ? await ReadLoggedAsync(deletion, cancellationToken)
                : null;
    }

    /// <summary>Which further steps a deletion takes, or took, and whether some may be open still. Two calls or three.</summary>
    /// <param name="deletion">As it is in the log.</param>
    public async Task<(IReadOnlyList<string> Names, bool IsOpen)> ReadNamesAsync(LogRecord deletion, CancellationToken cancellationToken) =>
        await cases.FindAsync(deletion.DeletionId!, cancellationToken) is { } stored
            ? ([.. CaseRecords.StepsOf(deletion).Union(stored.Case.Steps.Select(step => step.Name))], true)
            : (NamesIn(deletion, await FindClosingAsync(deletion, cancellationToken)), false);

    private static IReadOnlyList<string> NamesIn(LogRecord deletion, LogRecord? closing) =>
        [.. CaseRecords.StepsOf(deletion).Union(closing is null ? [] : CaseRecords.StepsOf(closing))];

    private Task<LogRecord?> FindClosingAsync(LogRecord deletion, CancellationToken cancellationToken) =>
        FindAsync(deletion, CaseRecords.ClosingKey(deletion.DeletionId!), cancellationToken);

    private async Task<CaseView> ReadLoggedAsync(LogRecord deletion, CancellationToken cancellationToken)
    {
        // A client may say that it has deleted though nobody asked.
        var closing = await FindClosingAsync(deletion, cancellationToken);
        var needed = NamesIn(deletion, closing);
        var steps = new List<CaseStep>(CaseView.Own(deletion.DeletedAt));
        foreach (var name in needed.Union([StepNames.ClientSystems]))
        {
            if (await FindAsync(deletion, CaseRecords.StepKey(deletion.DeletionId!, name), cancellationToken) is { } record)
            {
                steps.Add(CaseRecords.StepOf(record));
            }
            else if (needed.Contains(name))
            {
                // Its entry was altered or removed, so nothing shows that it was done.
                steps.Add(new CaseStep(name));
            }
        }

        // What a client said unasked is told, and completes nothing.
        var over = steps.Where(step => step.Name != StepNames.ClientSystems || needed.Contains(step.Name)).ToList();
        return new CaseView(
            deletion.DeletionId!,
            deletion.RegistrationId!,
            deletion.ClientId!,
            deletion.Reason,
            deletion.DeletedAt,
            over.Exists(step => step.IsOpen) ? null : closing is null ? over.Max(step => step.DoneAt) : CaseRecords.TimeOf(closing),
            steps);
    }

    private async Task<LogRecord?> FindAsync(LogRecord deletion, string key, CancellationToken cancellationToken) =>
        await log.FindAsync(deletion.Shard, key, cancellationToken) is { } entry && DeletionChain.HashOf(entry) == entry.Hash
            ? entry.Record
            : null;
}
