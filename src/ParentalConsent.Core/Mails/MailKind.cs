using System.Text.Json.Serialization;

namespace ParentalConsent.Core.Mails;

[JsonConverter(typeof(JsonStringEnumConverter<MailKind>))]
public enum MailKind
{
    /// <summary>The direct notice that asks for a decision.</summary>
    Notice,
    Reminder,
    Granted,
    Refused,
    Withdrawn,

    /// <summary>To a second guardian, after a grant: what was allowed, and how to object.</summary>
    Invited,
}
