namespace ParentalConsent.Core.Mails;

/// <summary>A mail that did not go out, for the console. No personal data.</summary>
/// <param name="Error">An SMTP code or a word.</param>
/// <param name="Final">No further try is made.</param>
public sealed record MailFailure(string RegistrationId, string ClientId, MailKind Kind, string Error, int Tries, bool Final, DateTimeOffset At);
