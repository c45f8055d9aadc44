using ParentalConsent.Core.Deletion;

namespace ParentalConsent.Functions.DeletionLog;

/// <summary>An entry of the log as it is answered.</summary>
public sealed record DeletionLogRow(
    long Sequence,
    DateTimeOffset LoggedAt,
    string DeletionId,
    string RegistrationId,
    string Client,
    DeletionReason Reason,
    string State,
    DateTimeOffset CollectedAt,
    DateTimeOffset Deadline,
    DateTimeOffset? DecidedAt,
    DateTimeOffset DeletedAt,
    string PreviousHash,
    string Hash)
{
    public static DeletionLogRow Of(DeletionLogEntry entry) => new(
        entry.Sequence,
        entry.LoggedAt,
        entry.Record.DeletionId,
        entry.Record.RegistrationId,
        entry.Record.ClientId,
        entry.Record.Reason,
        "deleted",
        entry.Record.CollectedAt,
        entry.Record.Deadline,
        entry.Record.DecidedAt,
        entry.Record.DeletedAt,
        entry.PreviousHash,
        entry.Hash);
}

/// <param name="Cursor">Of the page that follows; null on the last.</param>
public sealed record DeletionLogAnswer(IReadOnlyList<DeletionLogRow> Entries, string? Cursor);
