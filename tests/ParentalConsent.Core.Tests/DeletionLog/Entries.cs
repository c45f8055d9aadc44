using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;

namespace ParentalConsent.Core.Tests.DeletionLog;

internal static class Entries
{
    /// <summary>A deletion of that shard, all of whose fields are made from the number.</summary>
    public static LogRecord Deletion(int number, int shard = 1)
    {
        var at = new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero).AddMinutes(number);
        return new LogRecord
        {
            Kind = LogKind.Deletion,
            Key = $"{shard}{number:x23}",
            DeletionId = $"{shard}{number:x23}",
            RegistrationId = $"{shard}{number:x31}",
            ClientId = "games",
            Reason = DeletionReason.Refused,
            CollectedAt = at.AddDays(-3),
            Deadline = at.AddDays(11),
            DecidedAt = at.AddHours(-1),
            DeletedAt = at,
            Facts = LogFacts.Of(("number", $"{number}")),
        };
    }
}
