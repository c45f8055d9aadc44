using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Storage.Mails;
using ParentalConsent.TestKit.Memory;
using ParentalConsent.TestKit.Smtp;

namespace ParentalConsent.Storage.Tests.Mails;

public sealed class SmtpTlsTests : IDisposable
{
    private static readonly Mail Sample = new("parent@example.org", "Games", "Subject", "Text", "<p>Text</p>", "id");

    private readonly X509Certificate2 certificate = SelfSigned();

    public void Dispose() => certificate.Dispose();

    [Fact]
    public async Task UntrustedCertificate_GetsNoMail()
    {
        await using var server = SmtpDouble.Start(new SmtpDoubleOptions(certificate));
        Assert.Equal(new MailResult.Failed("tls"), await SmtpMailerTests.Mailer(server, SmtpSecurity.StartTls).SendAsync(Sample, default));
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task SignIn_HappensUnderTls_AndAWrongPasswordIsReadAgain()
    {
        using var trusted = Trust(certificate);
        await using var server = SmtpDouble.Start(new SmtpDoubleOptions(certificate, User: "app", Password: "right, with comma"));
        var secrets = new MemorySecretSource();
        secrets.Set(SecretNames.SmtpPassword, "wrong");
        var mailer = SmtpMailerTests.Mailer(server, SmtpSecurity.StartTls, "app", secrets);
        var refused = Assert.IsType<MailResult.Failed>(await mailer.SendAsync(Sample, default));
        Assert.Contains(refused.Error, new[] { "530", "535" });

        secrets.Set(SecretNames.SmtpPassword, "right, with comma", "wrong");
        Assert.IsType<MailResult.Sent>(await mailer.SendAsync(Sample, default));
        Assert.IsType<MailResult.Sent>(await mailer.SendAsync(Sample, default));
        Assert.Equal(2, secrets.Calls.Count);
        Assert.All(server.Received, message => Assert.Equal((true, "app"), (message.IsEncrypted, message.User)));
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(100));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

#pragma warning disable SYSLIB0014 // The only way to tell SmtpClient what to trust.
    private static Restore Trust(X509Certificate2 certificate)
    {
        var before = ServicePointManager.ServerCertificateValidationCallback;
        ServicePointManager.ServerCertificateValidationCallback = (_, shown, _, errors) =>
            errors == SslPolicyErrors.None || shown?.GetCertHashString() == certificate.Thumbprint;
        return new Restore(() => ServicePointManager.ServerCertificateValidationCallback = before);
    }
#pragma warning restore SYSLIB0014

    private sealed class Restore(Action action) : IDisposable
    {
        public void Dispose() => action();
    }
}
