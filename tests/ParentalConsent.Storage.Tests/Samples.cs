using System.Security.Cryptography;
using System.Text.Json;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;
using ParentalConsent.TestKit;

namespace ParentalConsent.Storage.Tests;

internal static class Samples
{
    /// <summary>Down to the last tick, as clocks are.</summary>
    public static DateTimeOffset Now { get; } = new DateTimeOffset(2030, 5, 6, 7, 8, 9, TimeSpan.Zero).AddTicks(1_234_567);

    /// <summary>Without any client.</summary>
    public static PolicySet Policies { get; } = new(
        ShippedNotices.All, new Dictionary<string, ClientPolicy>(), new Dictionary<string, Purpose>(), new Dictionary<string, CountryRule>());

    public static string Hex(int length) => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(length / 2));

    public static Registration Registration() => new()
    {
        Id = Hex(32),
        ClientId = "games",
        Attempt = Hex(16),
        CreatedAt = Now,
        Deadline = DeadlineEntry.Round(Now.AddDays(14)),
        Purposes = ["account", "newsletter"],
        GuardianHash = Hex(32),
        MailboxHash = Hex(32),
        NoticeVersion = "2030-01-01",
        Details = new PersonalDetails
        {
            GuardianEmail = "parent@example.org",
            ChildName = "Zoë 😀 O'Hara",
            Locale = "en-IE",
            Country = "IE",
            OfAgeAt = Now.AddYears(5),
        },
    };

    public static RegistrationChange Added(this Registration registration) =>
        Core.Registrations.Registration.Record(registration, "AwaitingParent", Actor.Client, registration.CreatedAt);

    public static RegistrationChange Moved(this StoredRegistration current, RegistrationMove move, DateTimeOffset at) =>
        current.Registration.Move(move, Actor.Service, at)
        ?? throw new InvalidOperationException($"{move} is not allowed in {current.Registration.State}.");

    public static RegistrationChange Mailed(this StoredRegistration current, int number) =>
        Core.Registrations.Registration.Record(
            current.Registration with { Mail = new MailProgress { Requests = number, FirstSentAt = Now } },
            $"Reminder{number}", Actor.Service, Now.AddMinutes(number));

    public static Registration Tombstone(this StoredRegistration current) => current.Registration with
    {
        State = RegistrationState.Deleted,
        Details = null,
        HoldsData = false,
        DeletedAt = Now.AddDays(15),
        HistoryLength = 0,
    };

    /// <summary>Registrations hold lists, so they are compared as text.</summary>
    public static string Text(this Registration registration) => JsonSerializer.Serialize(registration);

    public static byte[] Data(int length) => [.. Enumerable.Range(0, length).Select(index => (byte)(index * 31 % 251))];

    /// <param name="shard">Null for any.</param>
    public static LogRecord Deletion(int? shard = null)
    {
        var registrationId = Hex(32);
        registrationId = shard is { } number ? $"{number}{registrationId[1..]}" : registrationId;
        var deletionId = DeletionIds.For(registrationId, Hex(16));
        return new LogRecord
        {
            Kind = LogKind.Deletion,
            Key = deletionId,
            DeletionId = deletionId,
            RegistrationId = registrationId,
            ClientId = "games",
            Reason = DeletionReason.Refused,
            CollectedAt = Now,
            Deadline = Now.AddDays(14),
            DecidedAt = Now.AddDays(1),
            DeletedAt = Now.AddDays(1).AddTicks(7),
        };
    }
}
