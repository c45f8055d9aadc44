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

    /// <summary>As the log has it.</summary>
    /// <param name="logged">An entry that is to be that of the step.</param>
    /// <returns>Null where it is another.</returns>
    public static CertificateStep? Read(LogRecord logged, string deletionId, string name) =>
        logged.DeletionId == deletionId && logged.Key == CaseRecords.StepKey(deletionId, name) && CaseRecords.StepOf(logged) is var step && step.Name == name
            ? Of(step)
            : null;

    /// <summary>Why a person resolved one stays with the staff.</summary>
    private static CertificateStep Of(CaseStep step) => new(step.Name, !step.IsOpen, step.DoneAt, WhoDid(step))
    {
        Systems = step.Systems.Count > 0 ? step.Systems : null,
        Count = step.Found < ClearTargets.MostCounted ? step.Found - step.Left : null,
    };

    private static string? WhoDid(CaseStep step) => step.State switch
    {
        StepState.Open => null,
        StepState.Resolved => CertificateStep.ByOperator,
        _ => StepNames.IsTarget(step.Name) ? CertificateStep.ByService : CertificateStep.ByClient,
    };
}
