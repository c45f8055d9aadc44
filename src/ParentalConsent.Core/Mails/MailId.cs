namespace ParentalConsent.Core.Mails;

/// <summary>What a <c>Message-ID</c> of ours leads back to.</summary>
/// <param name="LinkMark">Of the guardian's address that the mail went to.</param>
public sealed record MailId(string RegistrationId, string LinkMark, MailKind Kind);
