using System.Security.Cryptography.X509Certificates;

namespace ParentalConsent.TestKit.Smtp;

/// <param name="Certificate">Offers STARTTLS with it; with its private key.</param>
/// <param name="IsImplicitTls">TLS from the first byte (port 465's way) in place of STARTTLS.</param>
/// <param name="User">With <paramref name="Password"/>: refuses mail from who has not signed in.</param>
public sealed record SmtpDoubleOptions(
    X509Certificate2? Certificate = null, bool IsImplicitTls = false, string? User = null, string? Password = null);
