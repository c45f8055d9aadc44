using ParentalConsent.Core.Events;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Mails;

/// <summary>Sends a reminder when it is due, if nobody has decided yet.</summary>
public sealed class RemindParent(IRegistrationStore store, AskParent askParent, TellBounce tellBounce)
{
    public async Task ExecuteAsync(ReminderMessage message, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(message.RegistrationId, cancellationToken) is { } current
            && current.Registration.LinkMark == message.Attempt
            && current.Registration.State is RegistrationState.AwaitingParent)
        {
            await tellBounce.ExecuteAsync(current.Registration, cancellationToken);
            await askParent.ExecuteAsync(current, message.Number, message.Turn, cancellationToken);
        }
    }
}
