using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Signing;

namespace ParentalConsent.Core.Certificates;

/// <summary>What a certificate says, and which parts of it hold. Needs nothing but its text and the public keys.</summary>
/// <param name="Certificate">Null for what cannot be read as one. To be believed only where <see cref="Outcome"/> is not to fail.</param>
/// <param name="Findings">In the order in which they are to be read.</param>
public sealed record CertificateVerdict(Certificate? Certificate, IReadOnlyList<CertificateFinding> Findings)
{
    /// <summary>Those of the service itself come first.</summary>
    private const int OwnSteps = 2;

    /// <summary>That of the worst finding.</summary>
    public CertificateOutcome Outcome => Findings.Max(OutcomeOf);

    public static CertificateOutcome OutcomeOf(CertificateFinding finding) => finding switch
    {
        CertificateFinding.Genuine or CertificateFinding.EntryIntact or CertificateFinding.StatementAgrees or CertificateFinding.ChainLeads
            or CertificateFinding.CheckpointGenuine or CertificateFinding.StepsProven or CertificateFinding.Complete => CertificateOutcome.Holds,
        CertificateFinding.SignatureUnchecked or CertificateFinding.CheckpointUnchecked or CertificateFinding.NotSignedYet
            or CertificateFinding.TooFar or CertificateFinding.StepsNotProvenYet or CertificateFinding.ClosedByPerson or CertificateFinding.NotComplete => CertificateOutcome.Open,
        _ => CertificateOutcome.Fails,
    };

    /// <param name="text">A signature in compact form; white space in and around it, as of an e-mail program, is passed over.</param>
    /// <param name="keys">Null to look at everything but signatures.</param>
    public static CertificateVerdict Of(string text, JsonWebKeys? keys)
    {
        var signed = string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
        var signature = Jws.Verify(signed, Certificate.Type, keys ?? JsonWebKeys.None) switch
        {
            JwsReading.Valid => CertificateFinding.Genuine,
            JwsReading.UnknownKey => keys is null ? CertificateFinding.SignatureUnchecked : CertificateFinding.KeyUnknown,
            JwsReading.BadSignature => CertificateFinding.BadSignature,
            _ => CertificateFinding.Unreadable,
        };
        return signature is CertificateFinding.Unreadable || Certificate.Read(Jws.Payload(signed)) is not { } certificate
            ? new CertificateVerdict(null, [CertificateFinding.Unreadable])
            : new CertificateVerdict(certificate, [signature, .. Inside(certificate, keys)]);
    }

    private static IEnumerable<CertificateFinding> Inside(Certificate certificate, JsonWebKeys? keys)
    {
        var entry = Entry(certificate.Log.Entry);
        yield return entry is not null && DeletionChain.HashOf(entry) == entry.Hash ? CertificateFinding.EntryIntact : CertificateFinding.EntryChanged;
        yield return entry is not null && Agrees(certificate, entry) ? CertificateFinding.StatementAgrees : CertificateFinding.StatementDiffers;
        foreach (var finding in Way(certificate.Log, keys))
        {
            yield return finding;
        }

        if (certificate.Steps.Skip(OwnSteps).Where(step => step.Done).ToList() is { Count: > 0 } elsewhere)
        {
            // Words for what went wrong grow worse in this order.
            yield return elsewhere.Max(step => Elsewhere(step, certificate, keys));
        }

        if (certificate.Steps.Any(step => step.By == CertificateStep.ByOperator))
        {
            yield return CertificateFinding.ClosedByPerson;
        }

        yield return certificate.Complete ? CertificateFinding.Complete : CertificateFinding.NotComplete;
    }

    private static IEnumerable<CertificateFinding> Way(CertificateLog log, JsonWebKeys? keys) => log switch
    {
        { Unproven: CertificateLog.NotSigned, Checkpoint: null } => [CertificateFinding.NotSignedYet],
        { Unproven: CertificateLog.TooFar, Checkpoint: null } => [CertificateFinding.TooFar],
        _ => Proof(log, keys),
    };

    /// <summary>Of a step that has an entry of its own.</summary>
    private static CertificateFinding Elsewhere(CertificateStep step, Certificate certificate, JsonWebKeys? keys)
    {
        if (step.Log is not { } log)
        {
            return CertificateFinding.StepsNotProvenYet;
        }

        var way = Way(log, keys).ToHashSet();
        return Entry(log.Entry) is not { } entry
            || DeletionChain.HashOf(entry) != entry.Hash
            || CertificateSteps.Read(entry.Record, certificate.DeletionId, step.Name)?.Agrees(step) is not true
            || way.Any(finding => OutcomeOf(finding) is CertificateOutcome.Fails)
                ? CertificateFinding.StepsDiffer
                : way.Contains(CertificateFinding.ChainLeads) ? CertificateFinding.StepsProven : CertificateFinding.StepsNotProvenYet;
    }

    private static IEnumerable<CertificateFinding> Proof(CertificateLog log, JsonWebKeys? keys)
    {
        var signed = log.Checkpoint ?? "";
        var checkpoint = keys is null
            ? Jws.Payload(signed) is { } claim ? Checkpoint.Read(claim) : null
            : Checkpoint.Verify(signed, Checkpoint.Type, keys);
        IReadOnlyList<string> following = log.Following ?? [];
        yield return Head(checkpoint, log.Entry.Shard) is { } head
            && head.Sequence == log.Entry.Sequence + following.Count
            && head.Hash == following.Aggregate(log.Entry.Hash, DeletionChain.Link)
                ? CertificateFinding.ChainLeads
                : CertificateFinding.ChainBroken;
        yield return checkpoint switch
        {
            null => CertificateFinding.CheckpointNotGenuine,
            _ when keys is null => CertificateFinding.CheckpointUnchecked,
            _ => CertificateFinding.CheckpointGenuine,
        };
    }

    private static DeletionLogHead? Head(Checkpoint? checkpoint, int shard) =>
        checkpoint is not null && shard is >= 0 and < Shards.Count ? checkpoint.Heads[shard] : null;

    /// <returns>Null for what no entry can hold.</returns>
    private static DeletionLogEntry? Entry(LogEntryLine line)
    {
        try
        {
            return LogEntryJson.Entry(line);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool Agrees(Certificate certificate, DeletionLogEntry entry) =>
        entry.Record is { Kind: LogKind.Deletion } record
        && (certificate.DeletionId, certificate.Client, certificate.Reason) == (record.DeletionId, record.ClientId, record.Reason)
        && (certificate.CollectedAt, certificate.Deadline, certificate.DecidedAt, certificate.DeletedAt)
            == (record.CollectedAt, record.Deadline, record.DecidedAt, record.DeletedAt)
        && record.Key == record.DeletionId
        && certificate.Purposes.SequenceEqual(WordFacts.Read(record.Facts, WordFacts.Purposes))
        && certificate.Complete == certificate.Steps.All(step => step.Done)
        && CertificateSteps.OfService(record).SequenceEqual(certificate.Steps.Take(OwnSteps))
        && certificate.Steps.DistinctBy(step => step.Name).Count() == certificate.Steps.Count
        && !CaseRecords.StepsOf(record).Except(certificate.Steps.Select(step => step.Name)).Any();
}
