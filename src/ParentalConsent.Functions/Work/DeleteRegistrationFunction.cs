using Microsoft.Azure.Functions.Worker;
using ParentalConsent.Core.Deletion;

namespace ParentalConsent.Functions.Work;

public sealed class DeleteRegistrationFunction(DeleteRegistrations deleteRegistrations)
{
    [Function("DeleteRegistration")]
    public Task RunAsync([QueueTrigger("deletions")] DeletionMessage message, CancellationToken cancellationToken) =>
        deleteRegistrations.ExecuteAsync(message, cancellationToken);
}
