namespace ParentalConsent.Core.DeletionLog;

/// <summary>A record in its place in a chain.</summary>
/// <param name="Shard">The chain, see <see cref="Deletion.Shards"/>.</param>
/// <param name="Sequence">From 1, without gaps.</param>
/// <param name="LoggedAt">When it was appended.</param>
/// <param name="PreviousHash">The hash of the entry before, 64 hex digits; 64 zeros for the first.</param>
/// <param name="Hash">SHA-256 over all of the above and the record, see <see cref="DeletionChain"/>.</param>
public sealed record DeletionLogEntry(
    int Shard, long Sequence, DateTimeOffset LoggedAt, LogRecord Record, string PreviousHash, string Hash)
{
    /// <summary>In place of the hash where somebody altered the entry so that it is not as it was written: nothing hashes to it.</summary>
    public const string UnreadableHash = "unreadable";

    /// <summary>When what it says happened.</summary>
    public DateTimeOffset At => Record.DeletedAt ?? LoggedAt;

    /// <summary>What stands for an entry of which nothing can be read.</summary>
    /// <param name="sequence">0 where not even its place is known.</param>
    public static DeletionLogEntry Unreadable(int shard, long sequence) => new(
        shard, sequence, default, new LogRecord { Kind = LogKind.Unreadable, Key = "unreadable" }, "", UnreadableHash);
}
