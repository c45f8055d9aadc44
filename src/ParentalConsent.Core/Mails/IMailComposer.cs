using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Mails;

/// <summary>Writes the mails to guardians.</summary>
public interface IMailComposer
{
    /// <param name="registration">With its details, not yet deleted.</param>
    /// <param name="number">0 for the notice and for mails about a decision, from 1 for reminders, from -1 downwards for notices sent again.</param>
    /// <param name="token">The link's token, for the fragment and to paste; null where the mail has no link.</param>
    /// <param name="also">Other children that the mail asks about; none where it does not ask.</param>
    Task<Mail> ComposeAsync(
        Registration registration, MailKind kind, int number, string? token, IReadOnlyList<AlsoWaiting> also, DateTimeOffset now);
}
