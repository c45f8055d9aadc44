using Microsoft.Azure.Functions.Worker;
using ParentalConsent.Core.Events;

namespace ParentalConsent.Functions.Work;

public sealed class TellComingsOfAgeFunction(TellComingsOfAge tellComingsOfAge)
{
    [Function("TellComingsOfAge")]
    public Task RunAsync([QueueTrigger("comings-of-age")] ComingOfAgeMessage message, CancellationToken cancellationToken) =>
        tellComingsOfAge.ExecuteAsync(message, cancellationToken);
}
