using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.DeletionLog;

/// <summary>What an entry of the deletion log says. No personal data: the registration id is a keyed hash.</summary>
public sealed record LogRecord
{
    public const int MaxKeyLength = 64;

    private const string OrderedName = "ordered";

    public required LogKind Kind { get; init; }

    /// <summary>
    /// 1 to 64 lower-case letters, digits and hyphens. Of one key there is one entry in a shard, however often it is appended.
    /// That of a deletion is its id; others begin with a word for their kind, as in <c>hold-…</c>.
    /// </summary>
    /// <exception cref="ArgumentException">It is otherwise.</exception>
    public required string Key
    {
        get;
        init => field = IsKey(value) ? value : throw new ArgumentException("No key for an entry of the deletion log.", nameof(value));
    }

    public string? DeletionId { get; init; }

    public string? RegistrationId { get; init; }

    public string? ClientId { get; init; }

    public DeletionReason? Reason { get; init; }

    /// <summary>When the registration was made.</summary>
    public DateTimeOffset? CollectedAt { get; init; }

    /// <summary>By when the data had to go.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>When the guardian or the client decided; null where the deadline did.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>When data, details, key and history were removed from storage.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    public LogFacts Facts { get; init; } = LogFacts.None;

    /// <summary>Of a deletion: an operator had it made, for whomever.</summary>
    public bool IsOrdered => Facts[OrderedName] is not null;

    /// <summary>The chain that it belongs to. A deletion's id leads to the same as its registration's.</summary>
    public int Shard => Shards.Of(RegistrationId ?? DeletionId);

    /// <param name="tombstone">A deleted registration.</param>
    public static LogRecord OfDeletion(Registration tombstone) => new()
    {
        Kind = LogKind.Deletion,
        Key = tombstone.DeletionId,
        DeletionId = tombstone.DeletionId,
        RegistrationId = tombstone.Id,
        ClientId = tombstone.ClientId,
        Reason = tombstone.DeletionReason!.Value,
        CollectedAt = tombstone.CreatedAt,
        Deadline = tombstone.Deadline,
        DecidedAt = tombstone.DecidedAt,
        DeletedAt = tombstone.DeletedAt!.Value,
        Facts = LogFacts.Of(
            Ordered(tombstone)
                .Concat(WordFacts.Of(WordFacts.Steps, tombstone.FurtherSteps))
                .Concat(WordFacts.Of(WordFacts.Purposes, tombstone.Purposes))
                .Take(LogFacts.MaxCount)),
    };

    private static IEnumerable<(string Name, string Value)> Ordered(Registration tombstone) =>
        tombstone.Ordered ? [(OrderedName, "operator")] : [];

    private static bool IsKey(string text) => text.Length is > 0 and <= MaxKeyLength
        && text.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');
}
