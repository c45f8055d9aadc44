using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ParentalConsent.Core.Deletion;

/// <summary>
/// A line of the deadline index: this attempt of this registration falls due then.
/// As text, and as the row's key, it is <c>registrationId-attempt-milliseconds</c> (Unix time): ids only.
/// </summary>
/// <param name="RegistrationId">32 hex digits.</param>
/// <param name="Attempt">16 hex digits.</param>
/// <param name="Due">To the millisecond.</param>
public sealed record DeadlineEntry(string RegistrationId, string Attempt, DateTimeOffset Due)
{
    /// <summary><c>yyyyMMddHH-shard</c> of the due time in UTC: as text, partitions sort by time.</summary>
    public string Partition => $"{PartitionPrefix(Due)}-{Shards.Of(RegistrationId)}";

    /// <summary>What the partitions of the hour around <paramref name="due"/> start with.</summary>
    public static string PartitionPrefix(DateTimeOffset due) =>
        due.UtcDateTime.ToString("yyyyMMddHH", CultureInfo.InvariantCulture);

    /// <summary>A moment as the index keeps it.</summary>
    public static DateTimeOffset Round(DateTimeOffset moment) =>
        DateTimeOffset.FromUnixTimeMilliseconds(moment.ToUnixTimeMilliseconds());

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{RegistrationId}-{Attempt}-{Due.ToUnixTimeMilliseconds()}");

    public static bool TryParse(string? text, [NotNullWhen(true)] out DeadlineEntry? entry)
    {
        entry = text?.Split('-') is [{ Length: 32 } id, { Length: 16 } attempt, var due]
            && id.All(char.IsAsciiHexDigitLower)
            && attempt.All(char.IsAsciiHexDigitLower)
            && long.TryParse(due, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
                ? new DeadlineEntry(id, attempt, DateTimeOffset.FromUnixTimeMilliseconds(milliseconds))
                : null;
        return entry is not null;
    }
}
