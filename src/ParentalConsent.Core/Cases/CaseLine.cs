using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Cases;

/// <summary>
/// A line of the index that brings a case back when there is something to do. As text, and as the row's key, it is
/// <c>deletionId-mark-milliseconds</c> (Unix time).
/// </summary>
/// <param name="Mark">16 hex digits, random: of two lines for the same moment only one is the case's.</param>
/// <param name="Due">To the millisecond.</param>
public sealed record CaseLine(string DeletionId, string Mark, DateTimeOffset Due)
{
    private const int MarkLength = 16;

    /// <summary><c>due-yyyyMMddHH</c> in UTC: as text, partitions sort by time.</summary>
    public string Partition => PartitionOf(Due);

    public static string PartitionOf(DateTimeOffset due) => due.UtcDateTime.ToString("'due-'yyyyMMddHH", CultureInfo.InvariantCulture);

    public static CaseLine New(string deletionId, DateTimeOffset due) => new(deletionId, RegistrationIds.NewMark(), DeadlineEntry.Round(due));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{DeletionId}-{Mark}-{Due.ToUnixTimeMilliseconds()}");

    public static bool TryParse(string? text, [NotNullWhen(true)] out CaseLine? line)
    {
        line = text?.Split('-') is [var id, { Length: MarkLength } mark, var due]
            && DeletionIds.IsId(id)
            && mark.All(char.IsAsciiHexDigitLower)
            && long.TryParse(due, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
                ? new CaseLine(id, mark, DateTimeOffset.FromUnixTimeMilliseconds(milliseconds))
                : null;
        return line is not null;
    }
}
