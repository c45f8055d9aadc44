using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ParentalConsent.Core.DeletionLog;

/// <summary>
/// A hash chain of the deletion log. The hash of an entry's contents is SHA-256 over its fields in their order, each as UTF-8 preceded
/// by its length in bytes and a colon; times are round-trip UTC, and what is not there is empty. Its own hash is that over the hash of
/// the entry before and the hash of its contents, so that a way along the chain can be shown without showing the entries on it.
/// Changing, removing or reordering an entry breaks a link.
/// </summary>
public static class DeletionChain
{
    public static string Start { get; } = new('0', 64);

    /// <summary>The entry that follows <paramref name="previous"/> in the record's shard; null for the first.</summary>
    public static DeletionLogEntry Append(DeletionLogHead? previous, LogRecord record, DateTimeOffset now)
    {
        var unsigned = new DeletionLogEntry(
            record.Shard, (previous?.Sequence ?? 0) + 1, now.ToUniversalTime(), record, previous?.Hash ?? Start, "");
        return unsigned with { Hash = HashOf(unsigned) };
    }

    public static string HashOf(DeletionLogEntry entry) => Link(entry.PreviousHash, ContentHashOf(entry));

    /// <summary>The hash of an entry with these contents after an entry of that hash.</summary>
    public static string Link(string previousHash, string contentHash) => HashOf([previousHash, contentHash]);

    /// <summary>Over all that an entry says, and its place; not over what came before.</summary>
    public static string ContentHashOf(DeletionLogEntry entry) => HashOf(
    [
        Number(entry.Shard),
        Number(entry.Sequence),
        Time(entry.LoggedAt),
        entry.Record.Kind.ToString(),
        entry.Record.Key,
        entry.Record.DeletionId,
        entry.Record.RegistrationId,
        entry.Record.ClientId,
        entry.Record.Reason?.ToString(),
        Time(entry.Record.CollectedAt),
        Time(entry.Record.Deadline),
        Time(entry.Record.DecidedAt),
        Time(entry.Record.DeletedAt),
        Number(entry.Record.Facts.Count),
        .. entry.Record.Facts.All.SelectMany(fact => (string[])[fact.Key, fact.Value]),
    ]);

    /// <returns>64 hex digits.</returns>
    public static string HashOf(IEnumerable<string?> fields)
    {
        var text = new StringBuilder();
        foreach (var field in fields)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(field ?? "")}:{field}");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string? Time(DateTimeOffset? value) => value?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
