using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Signing;

namespace ParentalConsent.Core.Certificates;

public abstract record IssueCertificateResult
{
    private IssueCertificateResult()
    {
    }

    /// <param name="Signed">In compact form.</param>
    public sealed record Issued(Certificate Certificate, string Signed) : IssueCertificateResult;

    /// <summary>No deletion of that id is in the log: not yet, not any more, never, or of another client.</summary>
    public sealed record NotFound : IssueCertificateResult;

    /// <summary>The log is not as it was written there, so nothing is vouched for.</summary>
    public sealed record Altered : IssueCertificateResult;
}

/// <summary>Writes and signs what shows that a deletion happened. Reads the log, and the case while it is open; nothing is stored.</summary>
public sealed class IssueCertificate(
    IDeletionLog log, ReadCase readCase, ProveEntry proveEntry, SigningKeys keys, ServiceAddress address, TimeProvider clock)
{
    /// <param name="clientId">Only of that client; null for whoever has the id.</param>
    public async Task<IssueCertificateResult> ExecuteAsync(string deletionId, string? clientId, CancellationToken cancellationToken)
    {
        if (!DeletionIds.IsId(deletionId) || await log.FindAsync(deletionId, cancellationToken) is not { } entry)
        {
            return new IssueCertificateResult.NotFound();
        }

        if (entry.Record.Kind is not LogKind.Deletion || entry.Record.DeletionId != deletionId || DeletionChain.HashOf(entry) != entry.Hash)
        {
            return new IssueCertificateResult.Altered();
        }

        if (clientId is not null && entry.Record.ClientId != clientId)
        {
            return new IssueCertificateResult.NotFound();
        }

        var proof = await proveEntry.ExecuteAsync(entry, ProveEntry.MostFollowing, cancellationToken);
        var steps = await ProveAsync(entry, ProveEntry.MostFollowing - LengthOf(proof), cancellationToken);
        if (proof is EntryProof.Broken || steps is null)
        {
            return new IssueCertificateResult.Altered();
        }

        var certificate = Write(entry, steps, proof);
        return new IssueCertificateResult.Issued(certificate, certificate.Sign(await keys.NewestAsync(cancellationToken)));
    }

    /// <summary>What is over in the case and not in the log is open here: the case alone shows nothing.</summary>
    /// <returns>Each with its place in the log; null where the log was altered there, or no longer has a step that was over.</returns>
    private async Task<IReadOnlyList<CertificateStep>?> ProveAsync(DeletionLogEntry deletion, int most, CancellationToken cancellationToken)
    {
        var proven = new List<CertificateStep>();
        var (names, isOpen) = await readCase.ReadNamesAsync(deletion.Record, cancellationToken);

        // A client may say that it has deleted though nobody asked.
        foreach (var name in names.Union([StepNames.ClientSystems]))
        {
            var deletionId = deletion.Record.DeletionId!;
            if (await log.FindAsync(deletion.Shard, CaseRecords.StepKey(deletionId, name), cancellationToken) is { } entry)
            {
                if (DeletionChain.HashOf(entry) != entry.Hash
                    || CertificateSteps.Read(entry.Record, deletionId, name) is not { } logged
                    || await proveEntry.ExecuteAsync(entry, most, cancellationToken) is not (not EntryProof.Broken and var proof))
                {
                    return null;
                }

                proven.Add(logged with { Log = CertificateLog.Of(entry, proof) });
                most -= LengthOf(proof);
            }
            else if (names.Contains(name))
            {
                if (!isOpen)
                {
                    return null;
                }

                proven.Add(new CertificateStep(name, Done: false));
            }
        }

        return proven;
    }

    private static int LengthOf(EntryProof proof) => proof is EntryProof.Proven proven ? proven.Following.Count : 0;

    private Certificate Write(DeletionLogEntry entry, IEnumerable<CertificateStep> elsewhere, EntryProof proof)
    {
        IReadOnlyList<CertificateStep> steps = [.. CertificateSteps.OfService(entry.Record), .. elsewhere];
        return new Certificate
        {
            Iss = address.BaseUrl.GetLeftPart(UriPartial.Authority),
            Iat = clock.GetUtcNow().ToUnixTimeSeconds(),
            DeletionId = entry.Record.DeletionId!,
            Client = entry.Record.ClientId,
            Reason = entry.Record.Reason,
            Purposes = WordFacts.Read(entry.Record.Facts, WordFacts.Purposes),
            CollectedAt = entry.Record.CollectedAt?.ToUniversalTime(),
            Deadline = entry.Record.Deadline?.ToUniversalTime(),
            DecidedAt = entry.Record.DecidedAt?.ToUniversalTime(),
            DeletedAt = entry.Record.DeletedAt?.ToUniversalTime(),
            Complete = steps.All(step => step.Done),
            Steps = steps,
            Log = CertificateLog.Of(entry, proof),
        };
    }
}
