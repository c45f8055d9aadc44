using Microsoft.Azure.Functions.Worker;
using ParentalConsent.Core.Deletion;

namespace ParentalConsent.Functions.Work;

public sealed class DeleteUnconsentedFunction(DeleteUnconsented deleteUnconsented)
{
    [Function("DeleteUnconsented")]
    public Task RunAsync([TimerTrigger("%Deletion:Schedule%")] TimerInfo timer, CancellationToken cancellationToken) =>
        deleteUnconsented.ExecuteAsync(cancellationToken);
}
