using System.Globalization;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;

namespace ParentalConsent.Functions.Tests.DeletionLog;

internal static class Records
{
    private static readonly DateTimeOffset First = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DeletionReason[] Reasons = [DeletionReason.Expired, DeletionReason.Refused, DeletionReason.Disowned];

    /// <summary>Deleted at noon, that many days after 1 January 2030; expired, refused and disowned in turn.</summary>
    public static LogRecord Numbered(int number, string clientId = "sample")
    {
        var deleted = First.AddDays(number % 100_000);
        return new LogRecord
        {
            Kind = LogKind.Deletion,
            Key = number.ToString("x24", CultureInfo.InvariantCulture),
            DeletionId = number.ToString("x24", CultureInfo.InvariantCulture),
            RegistrationId = number.ToString("x32", CultureInfo.InvariantCulture),
            ClientId = clientId,
            // Of ten: 4 expired and then 4 refused, so that counts tell them apart from others.
            Reason = Reasons[number % 10 < 4 ? 0 : number % 10 < 8 ? 1 : 2],
            CollectedAt = deleted.AddDays(-14),
            Deadline = deleted.AddMinutes(-1),
            DecidedAt = number % 2 == 0 ? null : deleted.AddDays(-1),
            DeletedAt = deleted,
        };
    }
}
