using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;

namespace ParentalConsent.Functions.DeletionLog;

/// <summary>An entry of the log as it is answered.</summary>
/// <param name="State">Of what was to be deleted; null for entries that are about something else.</param>
public sealed record DeletionLogRow(
    int Shard,
    long Sequence,
    DateTimeOffset LoggedAt,
    LogKind Kind,
    string Key,
    string? DeletionId,
    string? RegistrationId,
    string? Client,
    DeletionReason? Reason,
    string? State,
    DateTimeOffset? CollectedAt,
    DateTimeOffset? Deadline,
    DateTimeOffset? DecidedAt,
    DateTimeOffset? DeletedAt,
    IReadOnlyDictionary<string, string> Facts,
    string PreviousHash,
    string Hash)
{
    public static DeletionLogRow Of(DeletionLogEntry entry) => new(
        entry.Shard,
        entry.Sequence,
        entry.LoggedAt,
        entry.Record.Kind,
        entry.Record.Key,
        entry.Record.DeletionId,
        entry.Record.RegistrationId,
        entry.Record.ClientId,
        entry.Record.Reason,
        entry.Record.Kind is LogKind.Deletion ? "deleted" : null,
        entry.Record.CollectedAt,
        entry.Record.Deadline,
        entry.Record.DecidedAt,
        entry.Record.DeletedAt,
        entry.Record.Facts.All,
        entry.PreviousHash,
        entry.Hash);
}

/// <param name="Cursor">Of the page that follows; null on the last.</param>
public sealed record DeletionLogAnswer(IReadOnlyList<DeletionLogRow> Entries, string? Cursor);
