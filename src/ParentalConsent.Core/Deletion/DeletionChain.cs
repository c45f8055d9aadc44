using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ParentalConsent.Core.Deletion;

/// <summary>
/// The hash chain of the deletion log. An entry's hash is SHA-256 over its fields in their order, each as UTF-8 preceded by
/// its length in bytes and a colon; times are round-trip UTC. Changing, removing or reordering an entry breaks a link.
/// </summary>
public static class DeletionChain
{
    public static string Start { get; } = new('0', 64);

    /// <summary>The entry that follows <paramref name="previous"/>; null for the first.</summary>
    public static DeletionLogEntry Append(DeletionLogHead? previous, DeletionRecord record, DateTimeOffset now)
    {
        var unsigned = new DeletionLogEntry((previous?.Sequence ?? 0) + 1, now, record, previous?.Hash ?? Start, "");
        return unsigned with { Hash = HashOf(unsigned) };
    }

    public static string HashOf(DeletionLogEntry entry)
    {
        var text = new StringBuilder();
        Field(entry.PreviousHash);
        Field(entry.Sequence.ToString(CultureInfo.InvariantCulture));
        Field(Time(entry.LoggedAt));
        Field(entry.Record.DeletionId);
        Field(entry.Record.RegistrationId);
        Field(entry.Record.ClientId);
        Field(entry.Record.Reason.ToString());
        Field(Time(entry.Record.CollectedAt));
        Field(Time(entry.Record.Deadline));
        Field(entry.Record.DecidedAt is { } decided ? Time(decided) : "");
        Field(Time(entry.Record.DeletedAt));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));

        void Field(string value) =>
            text.Append(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(value)}:{value}");

        static string Time(DateTimeOffset value) => value.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
    }
}
