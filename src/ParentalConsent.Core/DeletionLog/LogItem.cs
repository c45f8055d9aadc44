namespace ParentalConsent.Core.DeletionLog;

/// <summary>A piece of the log, as <see cref="ReadLogInOrder"/> gives them.</summary>
public abstract record LogItem
{
    private LogItem()
    {
    }

    public sealed record Entry(DeletionLogEntry Logged) : LogItem;

    /// <summary>All entries up to the heads it names came before.</summary>
    public sealed record Signed(StoredCheckpoint Checkpoint) : LogItem;
}
