namespace ParentalConsent.Core.Mails;

/// <summary>Sends a reminder when it is due.</summary>
public sealed class RemindParent
{
    public Task ExecuteAsync(ReminderMessage message, CancellationToken cancellationToken) => throw new NotImplementedException();
}
