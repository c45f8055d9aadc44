namespace ParentalConsent.TestKit.Smtp;

/// <summary>A message as it came over the wire.</summary>
/// <param name="Sender">The envelope's address, from MAIL FROM.</param>
/// <param name="Recipients">The envelope's addresses that were accepted, from RCPT TO.</param>
/// <param name="Source">Headers and body, dots unstuffed, lines ended by CR LF.</param>
/// <param name="IsEncrypted">Whether it came over TLS.</param>
/// <param name="User">Who signed in, if anyone did.</param>
public sealed record SmtpMessage(
    string Sender, IReadOnlyList<string> Recipients, string Source, bool IsEncrypted, string? User);
