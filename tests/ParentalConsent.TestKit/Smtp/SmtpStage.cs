namespace ParentalConsent.TestKit.Smtp;

/// <summary>A point in an SMTP conversation.</summary>
public enum SmtpStage
{
    /// <summary>Before the server's first line.</summary>
    Greeting,

    /// <summary>Instead of answering MAIL FROM.</summary>
    Sender,

    /// <summary>Instead of answering RCPT TO.</summary>
    Recipient,

    /// <summary>In the middle of the message's text; nothing is kept.</summary>
    Content,

    /// <summary>After the message is safely kept, instead of saying so: the sender cannot know.</summary>
    Acceptance,
}
