using System.Globalization;
using ParentalConsent.Core.Deletion;

namespace ParentalConsent.Functions.Tests.DeletionLog;

internal static class Records
{
    private static readonly DateTimeOffset First = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DeletionReason[] Reasons = [DeletionReason.Expired, DeletionReason.Refused, DeletionReason.Disowned];

    /// <summary>Deleted at noon, that many days after 1 January 2030; expired, refused and disowned in turn.</summary>
    public static DeletionRecord Numbered(int number, string clientId = "sample")
    {
        var deleted = First.AddDays(number % 100_000);
        return new DeletionRecord(
            number.ToString("x24", CultureInfo.InvariantCulture),
            number.ToString("x32", CultureInfo.InvariantCulture),
            clientId,
            // Of ten: 4 expired and then 4 refused, so that counts tell them apart from others.
            Reasons[number % 10 < 4 ? 0 : number % 10 < 8 ? 1 : 2],
            deleted.AddDays(-14),
            deleted.AddMinutes(-1),
            number % 2 == 0 ? null : deleted.AddDays(-1),
            deleted);
    }
}
