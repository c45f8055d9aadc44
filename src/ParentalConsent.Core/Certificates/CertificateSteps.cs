using ParentalConsent.Core.DeletionLog;

namespace ParentalConsent.Core.Certificates;

public static class CertificateSteps
{
    /// <summary>What this service held: gone with the transaction that the entry is about.</summary>
    public static IEnumerable<CertificateStep> OfService(LogRecord deletion) =>
    [
        new(CertificateStep.HeldData, Done: true, deletion.DeletedAt, CertificateStep.ByService),
        new(CertificateStep.ContactDetails, Done: true, deletion.DeletedAt, CertificateStep.ByService),
    ];
}
