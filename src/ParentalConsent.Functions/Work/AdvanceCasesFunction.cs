using Microsoft.Azure.Functions.Worker;
using ParentalConsent.Core.Cases;

namespace ParentalConsent.Functions.Work;

public sealed class AdvanceCasesFunction(AdvanceCases advanceCases)
{
    [Function("AdvanceCases")]
    public Task RunAsync([QueueTrigger("cases")] CaseMessage message, CancellationToken cancellationToken) =>
        advanceCases.ExecuteAsync(message, cancellationToken);
}
