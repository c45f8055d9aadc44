using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Discoveries;
using ParentalConsent.Core.Events;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Webhooks;
using ParentalConsent.Functions.Tests.Host;
using ParentalConsent.Functions.Work;

namespace ParentalConsent.Functions.Tests.Work;

/// <summary>Runs the functions that queues and the timer set off, as the host would.</summary>
internal static class Worker
{
    /// <summary>Until no message is due by the clock.</summary>
    public static async Task WorkAsync(this ConsentHost host)
    {
        while (host.Queues.TakeVisible() is { Count: > 0 } messages)
        {
            foreach (var message in messages)
            {
                await host.RunAsync(message);
            }
        }
    }

    public static Task SweepAsync(this ConsentHost host) =>
        host.Create<DeleteUnconsentedFunction>().RunAsync(new TimerInfo(), CancellationToken.None);

    private static Task RunAsync(this ConsentHost host, object message) => message switch
    {
        OutgoingMailMessage mail => host.Create<SendMailFunction>().RunAsync(mail, CancellationToken.None),
        ReminderMessage reminder => host.Create<RemindParentFunction>().RunAsync(reminder, CancellationToken.None),
        DeletionMessage deletion => host.Create<DeleteRegistrationFunction>().RunAsync(deletion, CancellationToken.None),
        DiscoveryMessage part => host.Create<WorkDiscoveryFunction>().RunAsync(part, CancellationToken.None),
        CaseMessage cases => host.Create<AdvanceCasesFunction>().RunAsync(cases, CancellationToken.None),
        WebhookMessage webhook => host.Create<DeliverEventsFunction>().RunAsync(webhook, CancellationToken.None),
        ComingOfAgeMessage comings => host.Create<TellComingsOfAgeFunction>().RunAsync(comings, CancellationToken.None),
        _ => throw new ArgumentOutOfRangeException(nameof(message)),
    };

    private static T Create<T>(this ConsentHost host) => ActivatorUtilities.CreateInstance<T>(host.Services);
}
