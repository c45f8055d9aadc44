using ParentalConsent.Core.Certificates;
using ParentalConsent.Core.Signing;
using ParentalConsent.Dev.Show;

namespace ParentalConsent.Dev;

/// <summary>Checks a certificate of deletion with nothing but the file and the public keys.</summary>
internal static class VerifyCertificateCommand
{
    /// <summary>A certificate is a few lines; what is larger is none.</summary>
    private const int MostBytes = 1 << 20;

    /// <param name="keys">A JWK Set, from <c>/.well-known/jwks.json</c>; null to look at everything but signatures.</param>
    /// <returns>1 where anything does not hold.</returns>
    public static async Task<int> RunAsync(Terminal terminal, string file, string? keys, CancellationToken cancellationToken)
    {
        var (trusted, problem) = await TrustedKeys.ReadAsync([file], keys, cancellationToken);
        if (problem is null && new FileInfo(file).Length > MostBytes)
        {
            problem = $"{file} is larger than any certificate";
        }

        if (problem is not null)
        {
            terminal.Failure(problem);
            return 1;
        }

        if (trusted is null)
        {
            terminal.Line("WARNING: without --keys, no signature is checked. Whoever forges a certificate can make all else fit.");
        }

        return Show(terminal, file, CertificateVerdict.Of(await File.ReadAllTextAsync(file, cancellationToken), trusted));
    }

    private static int Show(Terminal terminal, string file, CertificateVerdict verdict)
    {
        foreach (var finding in verdict.Findings)
        {
            switch (CertificateVerdict.OutcomeOf(finding))
            {
                case CertificateOutcome.Fails:
                    terminal.Failure(Words(finding));
                    break;
                case CertificateOutcome.Open:
                    terminal.Line($"    open: {Words(finding)}");
                    break;
                default:
                    terminal.Success(Words(finding));
                    break;
            }
        }

        if (verdict.Certificate is { } certificate)
        {
            terminal.Line($"    deletion {Plain(certificate.DeletionId)} for {Plain(certificate.Client)}, {certificate.Reason}, deleted at {certificate.DeletedAt:yyyy-MM-dd HH:mm:ss} UTC");
            foreach (var step in certificate.Steps)
            {
                terminal.Line($"    {Plain(step.Name)}: {(step.Done ? $"done at {step.At:yyyy-MM-dd HH:mm:ss} UTC by {Plain(step.By)}" : "NOT DONE")}");
            }
        }

        terminal.Line(verdict.Outcome is CertificateOutcome.Fails ? $"{file} does NOT hold" : $"{file} holds");
        return verdict.Outcome is CertificateOutcome.Fails ? 1 : 0;
    }

    /// <summary>Whoever forges a certificate may not draw on the terminal.</summary>
    private static string Plain(string? text) => string.Concat((text ?? "").Select(letter => char.IsControl(letter) ? '?' : letter));

    private static string Words(CertificateFinding finding) => finding switch
    {
        CertificateFinding.Genuine => "genuine: signed with one of the keys, and not changed since",
        CertificateFinding.SignatureUnchecked => "signatureUnchecked: no keys were given",
        CertificateFinding.Unreadable => "unreadable: this is no certificate of deletion",
        CertificateFinding.KeyUnknown => "keyUnknown: signed with another key",
        CertificateFinding.BadSignature => "badSignature: changed after it was signed",
        CertificateFinding.EntryIntact => "entryIntact: the log entry has the hash of its contents",
        CertificateFinding.EntryChanged => "entryChanged: the log entry does not have the hash of its contents",
        CertificateFinding.StatementAgrees => "statementAgrees: it says what the log entry says",
        CertificateFinding.StatementDiffers => "statementDiffers: it says something else than the log entry",
        CertificateFinding.ChainLeads => "chainLeads: the chain from the entry ends at the checkpoint's head",
        CertificateFinding.ChainBroken => "chainBroken: the chain from the entry does not end at the checkpoint's head",
        CertificateFinding.NotSignedYet => "notSignedYet: no checkpoint was signed when it was issued; a newer one has the proof",
        CertificateFinding.TooFar => "tooFar: the proof is in the export of the log; check that with ./dev verify-log",
        CertificateFinding.CheckpointGenuine => "checkpointGenuine: the checkpoint is signed with one of the keys",
        CertificateFinding.CheckpointUnchecked => "checkpointUnchecked: no keys were given",
        CertificateFinding.CheckpointNotGenuine => "checkpointNotGenuine: the checkpoint is missing, or signed with another key",
        CertificateFinding.StepsProven => "stepsProven: each further step has an entry of its own, which leads to a signed checkpoint",
        CertificateFinding.StepsNotProvenYet => "stepsNotProvenYet: for some further steps the proof is in a newer one, or in the export of the log",
        CertificateFinding.StepsDiffer => "stepsDiffer: it says something else of a further step than the log, or its entry does not hold",
        CertificateFinding.ClosedByPerson => "closedByPerson: an administrator closed a step, and only they say that it is done",
        CertificateFinding.Complete => "complete: every step of the deletion was done",
        CertificateFinding.NotComplete => "notComplete: some steps were not done yet",
        _ => throw new ArgumentOutOfRangeException(nameof(finding)),
    };
}
