using Microsoft.Extensions.Logging.Abstractions;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Core.Signing;

namespace ParentalConsent.TestKit.Memory;

/// <summary>All that reads, signs and prunes a deletion log, put together on whatever keeps it.</summary>
public sealed class LogParts
{
    public LogParts(
        IDeletionLog log, ILogCheckpoints checkpoints, TimeProvider clock, MemorySecretSource? secrets = null, ILogHolds? holds = null, int mostEntries = 5_000)
    {
        Log = log;
        Checkpoints = checkpoints;
        Keys = new SigningKeys(new SecretKeys(secrets ?? new MemorySecretSource(), clock));
        Ordered = new ReadLogInOrder(log, checkpoints);
        Verify = new VerifyDeletionLog(log, Ordered, Keys);
        Sign = new SignCheckpoint(log, checkpoints, Keys, clock, NullLogger<SignCheckpoint>.Instance);
        Prune = new PruneDeletionLog(
            log, checkpoints, Ordered, holds ?? new NoHolds(), Keys, LogRetention.Usual, clock, NullLogger<PruneDeletionLog>.Instance) { MostEntries = mostEntries };
        Tend = new TendDeletionLog(Sign, Prune);
        Export = new ExportDeletionLog(Ordered, Keys, clock);
    }

    public IDeletionLog Log { get; }

    public ILogCheckpoints Checkpoints { get; }

    public SigningKeys Keys { get; }

    public ReadLogInOrder Ordered { get; }

    public VerifyDeletionLog Verify { get; }

    public SignCheckpoint Sign { get; }

    public PruneDeletionLog Prune { get; }

    public TendDeletionLog Tend { get; }

    public ExportDeletionLog Export { get; }
}
