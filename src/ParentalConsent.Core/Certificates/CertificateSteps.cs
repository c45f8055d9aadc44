using ParentalConsent.Core.Cases;
using ParentalConsent.Core.DeletionLog;

namespace ParentalConsent.Core.Certificates;

public static class CertificateSteps
{
    /// <summary>What this service held: gone with the transaction that the entry is about.</summary>
    public static IEnumerable<CertificateStep> OfService(LogRecord deletion) =>
    [
        new(StepNames.HeldData, Done: true, deletion.DeletedAt, CertificateStep.ByService),
        new(StepNames.ContactDetails, Done: true, deletion.DeletedAt, CertificateStep.ByService),
    ];

    /// <summary>What was to be deleted elsewhere, open steps among them. Why a person resolved one stays with the staff.</summary>
    public static IEnumerable<CertificateStep> Elsewhere(CaseView deletion) => deletion.Steps
        .Where(step => step.Name is not (StepNames.HeldData or StepNames.ContactDetails))
        .Select(step => new CertificateStep(step.Name, !step.IsOpen, step.DoneAt, WhoDid(step))
        {
            Systems = step.Systems.Count > 0 ? step.Systems : null,
            Count = step.Found < ClearTargets.MostCounted ? step.Found - step.Left : null,
        });

    private static string? WhoDid(CaseStep step) => step.State switch
    {
        StepState.Open => null,
        StepState.Resolved => CertificateStep.ByOperator,
        _ => StepNames.IsTarget(step.Name) ? CertificateStep.ByService : CertificateStep.ByClient,
    };
}
