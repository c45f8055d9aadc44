using System.Globalization;
using System.Net.Mail;
using Microsoft.Extensions.Configuration;
using ParentalConsent.Storage.Startup;

namespace ParentalConsent.Storage.Mails;

/// <summary>Settings <c>Smtp:…</c>. The password is the secret <c>smtp-password</c>.</summary>
/// <param name="Port">1 to 65535; 587 unless set.</param>
/// <param name="From">The address that mails come from; its domain is that of their Message-ID.</param>
/// <param name="UserName">Null: without signing in.</param>
/// <param name="Timeout">For one mail, from connecting to the server's last word; 30 seconds unless set.</param>
public sealed record SmtpOptions(string Host, int Port, MailAddress From, string? UserName, SmtpSecurity Security, TimeSpan Timeout)
{
    private const int ImplicitTlsPort = 465;

    /// <exception cref="SettingException">One is missing or wrong.</exception>
    public static SmtpOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Smtp");
        var host = section["Host"] is { Length: > 0 } name
            ? name
            : throw new SettingException("Smtp:Host", "is missing: the name of the mail server, for example smtp.example.org");
        var userName = section["UserName"] is { Length: > 0 } user ? user : null;
        var security = Enum.TryParse<SmtpSecurity>(section["Security"] ?? nameof(SmtpSecurity.StartTls), ignoreCase: true, out var read)
            && Enum.IsDefined(read)
                ? read
                : throw new SettingException("Smtp:Security", "must be StartTls or None");
        if (userName is not null && security is SmtpSecurity.None)
        {
            throw new SettingException("Smtp:Security", "must be StartTls where Smtp:UserName is set: the password would go in clear");
        }

        return new SmtpOptions(host, ReadPort(section["Port"], security), ReadFrom(section["From"]), userName, security, ReadTimeout(section["Timeout"]));
    }

    private static int ReadPort(string? text, SmtpSecurity security)
    {
        if (!int.TryParse(text ?? "587", NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535)
        {
            throw new SettingException("Smtp:Port", "must be a number from 1 to 65535, mostly 587");
        }

        return port == ImplicitTlsPort && security is SmtpSecurity.StartTls
            ? throw new SettingException("Smtp:Port", "must not be 465, which is for TLS from the first byte: use the server's STARTTLS port, mostly 587")
            : port;
    }

    private static MailAddress ReadFrom(string? text) =>
        MailAddress.TryCreate(text, out var address) && address.Address == text
            ? address
            : throw new SettingException("Smtp:From", "must be an e-mail address without a name, for example consent@example.org");

    private static TimeSpan ReadTimeout(string? text) =>
        TimeSpan.TryParse(text ?? "00:00:30", CultureInfo.InvariantCulture, out var timeout)
        && timeout > TimeSpan.Zero
        && timeout <= TimeSpan.FromMinutes(5)
            ? timeout
            : throw new SettingException("Smtp:Timeout", "must be a time span of at most five minutes, for example 00:00:30");
}
