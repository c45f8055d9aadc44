namespace ParentalConsent.Core.Mails;

/// <summary>What a mail server that had taken a mail says of it later.</summary>
/// <param name="MessageId">Of the mail, as it was sent.</param>
/// <param name="Recipients">Whom it is about: any of these addresses is the guardian's.</param>
/// <param name="HardBounce">A status code or a word where the mail cannot be delivered, now or later; null for everything else.</param>
public sealed record DeliveryReport(string MessageId, IReadOnlyList<string> Recipients, string? HardBounce)
{
    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(DeliveryReport);
}
