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

    /// <summary>Some time after a grant by e-mail plus: what was agreed, and how to revoke it.</summary>
    Confirmed,

    /// <summary>The signed form did not do: why, and how to send it again.</summary>
    FormRejected,

    /// <summary>To a second guardian, after a grant: what was allowed, and how to object.</summary>
    Invited,

    /// <summary>Nobody agreed in time, or the client called it off: what was held goes now, and the address with it.</summary>
    Deleted,
}
