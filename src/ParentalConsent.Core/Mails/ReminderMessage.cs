namespace ParentalConsent.Core.Mails;

/// <summary>Queue <c>reminders</c>: send reminder <paramref name="Number"/> (from 1) when it is due, if it still is owed.</summary>
/// <param name="Attempt">The registration's link mark, as it was when this was queued.</param>
/// <param name="Turn">As <see cref="MailProgress.Turn"/> was when it was queued; void once that has changed.</param>
public sealed record ReminderMessage(string RegistrationId, string Attempt, int Number, int Turn = 0);
