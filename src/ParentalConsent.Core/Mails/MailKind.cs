namespace ParentalConsent.Core.Mails;

public enum MailKind
{
    /// <summary>The direct notice that asks for a decision.</summary>
    Notice,
    Reminder,
    Granted,
    Refused,
    Withdrawn,
}
