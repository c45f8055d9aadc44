using Microsoft.Azure.Functions.Worker;
using ParentalConsent.Core.Mails;

namespace ParentalConsent.Functions.Work;

public sealed class RemindParentFunction(RemindParent remindParent)
{
    [Function("RemindParent")]
    public Task RunAsync([QueueTrigger("reminders")] ReminderMessage message, CancellationToken cancellationToken) =>
        remindParent.ExecuteAsync(message, cancellationToken);
}
