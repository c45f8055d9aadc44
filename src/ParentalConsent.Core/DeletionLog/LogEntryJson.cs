using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace ParentalConsent.Core.DeletionLog;

/// <summary>An entry as one line of JSON: so it is stored, and exported.</summary>
public static class LogEntryJson
{
    public static byte[] Write(DeletionLogEntry entry) => JsonSerializer.SerializeToUtf8Bytes(LineOf(entry), LogJson.Default.LogEntryLine);

    public static LogEntryLine LineOf(DeletionLogEntry entry) => new()
    {
        Shard = entry.Shard,
        Sequence = entry.Sequence,
        LoggedAt = entry.LoggedAt.ToUniversalTime(),
        Kind = entry.Record.Kind,
        Key = entry.Record.Key,
        DeletionId = entry.Record.DeletionId,
        RegistrationId = entry.Record.RegistrationId,
        Client = entry.Record.ClientId,
        Reason = entry.Record.Reason,
        CollectedAt = entry.Record.CollectedAt?.ToUniversalTime(),
        Deadline = entry.Record.Deadline?.ToUniversalTime(),
        DecidedAt = entry.Record.DecidedAt?.ToUniversalTime(),
        DeletedAt = entry.Record.DeletedAt?.ToUniversalTime(),
        Facts = entry.Record.Facts.Count == 0 ? null : entry.Record.Facts.All,
        PreviousHash = entry.PreviousHash,
        Hash = entry.Hash,
    };

    /// <returns>False unless it is, byte for byte, what <see cref="Write"/> writes for an entry.</returns>
    public static bool TryRead(ReadOnlySpan<byte> line, [NotNullWhen(true)] out DeletionLogEntry? entry)
    {
        entry = null;
        try
        {
            if (JsonSerializer.Deserialize(line, LogJson.Default.LogEntryLine) is { } read
                && Entry(read) is var found && Write(found).AsSpan().SequenceEqual(line))
            {
                entry = found;
            }
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            // Somebody altered it: the caller says so.
        }

        return entry is not null;
    }

    /// <exception cref="ArgumentException">It holds what no entry can.</exception>
    public static DeletionLogEntry Entry(LogEntryLine line) => new(
        line.Shard,
        line.Sequence,
        line.LoggedAt,
        new LogRecord
        {
            Kind = line.Kind,
            Key = line.Key,
            DeletionId = line.DeletionId,
            RegistrationId = line.RegistrationId,
            ClientId = line.Client,
            Reason = line.Reason,
            CollectedAt = line.CollectedAt,
            Deadline = line.Deadline,
            DecidedAt = line.DecidedAt,
            DeletedAt = line.DeletedAt,
            Facts = line.Facts is { } facts ? new LogFacts(facts) : LogFacts.None,
        },
        line.PreviousHash,
        line.Hash);
}
