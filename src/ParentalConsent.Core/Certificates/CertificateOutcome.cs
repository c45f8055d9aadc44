namespace ParentalConsent.Core.Certificates;

public enum CertificateOutcome
{
    Holds,

    /// <summary>It does not speak against the certificate, and there is more to come, or to look at elsewhere.</summary>
    Open,

    Fails,
}
