using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Holds;

namespace ParentalConsent.TestKit.Log;

/// <summary>One record of each kind that the deletion log can hold, as the service writes them; all of one chain.</summary>
public static class RecordsOfEachKind
{
    private const string DeletionId = "0123456789abcdef01234567";
    private const string RegistrationId = "0123456789abcdef0123456789abcdef";
    private const string Reason = "The client is out of business, as its lawyers wrote.";

    private static readonly DateTimeOffset At = new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero).AddTicks(1_234_567);

    private static readonly Hold Hold = new("0123456789abcdef", DeletionId, RegistrationId, "games", Reason, "Ada", At, At.AddDays(30));

    public static IReadOnlyList<LogRecord> All { get; } =
    [
        Deletion(DeletionId),
        Of(LogKind.DeletionOrdered, $"ordered-{DeletionId}", ("at", "2030-01-01T12:00:00.0000000Z"), ("reason1", Reason)),
        CaseRecords.OfStep(DeletionId, RegistrationId, "games", Over(StepNames.ClientSystems) with { StatedAt = At.AddHours(-1), Systems = ["crm", "backup"] }),
        CaseRecords.OfStep(DeletionId, RegistrationId, "games", Over(StepNames.OfTarget("profiles")) with { Found = 1500, Left = 0 }),
        CaseRecords.OfStep(DeletionId, RegistrationId, "games", Over(StepNames.OfTarget("uploads")) with { State = StepState.Resolved, Reason = Reason }),
        Of(LogKind.CaseClosed, CaseRecords.ClosingKey(DeletionId), ("at", "2030-01-09T12:00:00.0000000Z"), ("steps", "clientSystems,target:profiles,target:uploads")),
        .. Hold.Release("Ada", Reason, At.AddDays(1))!.Records(),
        Hold.Expire(At.AddDays(30)).Records()[^1],
        new() { Kind = LogKind.SafetyStop, Key = "stop-0123456789abcdef", Facts = LogFacts.Of(("at", "2030-01-01T12:00:00.0000000Z"), ("due", "1200"), ("limit", "1000")) },
        new()
        {
            Kind = LogKind.SafetyRelease,
            Key = "release-0123456789abcdef",
            Facts = LogFacts.Of(("stop", "0123456789abcdef"), ("at", "2030-01-01T13:00:00.0000000Z"), ("upTo", "1200"), ("until", "2030-01-02T12:00:00.0000000Z"), ("reason1", Reason)),
        },
        new() { Kind = LogKind.Pruned, Key = "pruned-7", Facts = LogFacts.Of(("checkpoint", "7"), ("before", "2027-01-01T00:00:00.0000000Z")) },
    ];

    /// <summary>Of the same chain.</summary>
    /// <param name="id">Of the deletion, 24 hex digits that begin with 0.</param>
    public static LogRecord Deletion(string id) => new()
    {
        Kind = LogKind.Deletion,
        Key = id,
        DeletionId = id,
        RegistrationId = RegistrationId,
        ClientId = "games",
        Reason = DeletionReason.Refused,
        CollectedAt = At.AddDays(-3),
        Deadline = At.AddDays(11),
        DecidedAt = At.AddHours(-1),
        DeletedAt = At,
        Facts = LogFacts.Of(WordFacts.Of(WordFacts.Steps, [StepNames.ClientSystems]).Concat(WordFacts.Of(WordFacts.Purposes, ["account", "newsletter"]))),
    };

    private static CaseStep Over(string step) => new CaseStep(step).Over(StepState.Done, At.AddDays(1));

    private static LogRecord Of(LogKind kind, string key, params (string Name, string Value)[] facts) => new()
    {
        Kind = kind,
        Key = key,
        DeletionId = DeletionId,
        RegistrationId = RegistrationId,
        ClientId = "games",
        Facts = LogFacts.Of(facts),
    };
}
