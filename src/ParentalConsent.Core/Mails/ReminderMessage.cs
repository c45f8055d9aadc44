namespace ParentalConsent.Core.Mails;

/// <summary>Queue <c>reminders</c>: send reminder <paramref name="Number"/> (from 1) when it is due, if it still is owed.</summary>
public sealed record ReminderMessage(string RegistrationId, string Attempt, int Number);
