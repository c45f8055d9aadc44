namespace ParentalConsent.Storage.Mails;

public enum SmtpSecurity
{
    /// <summary>In clear: for a mail catcher or a relay on the same machine.</summary>
    None,

    /// <summary>RFC 3207; no mail is sent where the server does not offer it.</summary>
    StartTls,
}
