namespace ParentalConsent.Core.Mails;

/// <summary>A composed mail.</summary>
/// <param name="MessageId">Without angle brackets and domain; the same for every try of the same mail (RFC 5322, 3.6.4).</param>
public sealed record Mail(string To, string FromName, string Subject, string Text, string Html, string MessageId)
{
    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(Mail);
}
