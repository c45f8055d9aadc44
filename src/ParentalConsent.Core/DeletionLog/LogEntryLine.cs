using ParentalConsent.Core.Deletion;

namespace ParentalConsent.Core.DeletionLog;

/// <summary>The fields of an entry in the order in which <see cref="LogEntryJson"/> writes them.</summary>
public sealed record LogEntryLine
{
    public required int Shard { get; init; }

    public required long Sequence { get; init; }

    public required DateTimeOffset LoggedAt { get; init; }

    public required LogKind Kind { get; init; }

    public required string Key { get; init; }

    public string? DeletionId { get; init; }

    public string? RegistrationId { get; init; }

    public string? Client { get; init; }

    public DeletionReason? Reason { get; init; }

    public DateTimeOffset? CollectedAt { get; init; }

    public DateTimeOffset? Deadline { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }

    public IReadOnlyDictionary<string, string>? Facts { get; init; }

    public required string PreviousHash { get; init; }

    public required string Hash { get; init; }
}
