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

        var proof = await proveEntry.ExecuteAsync(entry, cancellationToken);
        if (proof is EntryProof.Broken)
        {
            return new IssueCertificateResult.Altered();
        }

        var deletion = await readCase.ExecuteAsync(deletionId, cancellationToken);
        var certificate = Write(entry, deletion is null ? [] : CertificateSteps.Elsewhere(deletion), proof);
        return new IssueCertificateResult.Issued(certificate, certificate.Sign(await keys.NewestAsync(cancellationToken)));
    }

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
            Purposes = PurposeFacts.Read(entry.Record.Facts),
            CollectedAt = entry.Record.CollectedAt?.ToUniversalTime(),
            Deadline = entry.Record.Deadline?.ToUniversalTime(),
            DecidedAt = entry.Record.DecidedAt?.ToUniversalTime(),
            DeletedAt = entry.Record.DeletedAt?.ToUniversalTime(),
            Complete = steps.All(step => step.Done),
            Steps = steps,
            Log = new CertificateLog(LogEntryJson.LineOf(entry))
            {
                Following = (proof as EntryProof.Proven)?.Following,
                Checkpoint = (proof as EntryProof.Proven)?.Checkpoint,
                Unproven = proof switch
                {
                    EntryProof.NotSigned => CertificateLog.NotSigned,
                    EntryProof.TooFar => CertificateLog.TooFar,
                    _ => null,
                },
            },
        };
    }
}
