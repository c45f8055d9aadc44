using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Storage.Mails;
using ParentalConsent.TestKit.Memory;
using ParentalConsent.TestKit.Smtp;

namespace ParentalConsent.Storage.Tests.Mails;

public sealed class SmtpMailerTests
{
    private static readonly Mail Sample = new(
        "parent@example.org", "Spiele für Kinder", "Zoë möchte mitspielen – bitte entscheiden Sie",
        "Grüße\n.\nEnde", "<p>Grüße</p>", "notice-0123456789abcdef");

    [Fact]
    public async Task Send_HandsOverBothAlternatives_WithTheHeadersOfAMachine()
    {
        await using var server = SmtpDouble.Start();
        Assert.IsType<MailResult.Sent>(await Mailer(server).SendAsync(Sample, default));
        var message = Assert.Single(server.Received);
        Assert.Equal("consent@service.example", message.Sender);
        Assert.Equal(["parent@example.org"], message.Recipients);
        var mail = MimeText.Parse(message.Source);
        Assert.Equal("<notice-0123456789abcdef@service.example>", mail.Header("Message-ID"));
        Assert.Equal("auto-generated", mail.Header("Auto-Submitted"));
        Assert.Equal("All", mail.Header("X-Auto-Response-Suppress"));
        Assert.Equal(Sample.Subject, MimeText.DecodeWords(mail.Header("Subject")));
        Assert.Equal("Spiele für Kinder <consent@service.example>", MimeText.DecodeWords(mail.Header("From")));
        Assert.StartsWith("multipart/alternative", mail.Header("Content-Type"), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["text/plain; charset=utf-8", "text/html; charset=utf-8"], mail.Parts.Select(part => part.Type));
        Assert.Equal([Sample.Text, Sample.Html], mail.Parts.Select(part => part.Text.ReplaceLineEndings("\n").TrimEnd('\n')));
    }

    [Fact]
    public async Task Send_Again_KeepsTheMessageId()
    {
        await using var server = SmtpDouble.Start();
        await Mailer(server).SendAsync(Sample, default);
        await Mailer(server).SendAsync(Sample, default);
        Assert.Single(server.Received.Select(message => MimeText.Parse(message.Source).Header("Message-ID")).Distinct());
    }

    [Fact]
    public async Task MessageIdThatLeadsBack_StaysOnOneLine_AsItIs()
    {
        // Delivery reports give it back as it went out; some relays do not unfold it.
        await using var server = SmtpDouble.Start();
        var id = new string('-', 20) + new string('_', 20) + new string('z', 20);
        await Mailer(server).SendAsync(Sample with { MessageId = id }, default);
        Assert.Contains(
            $"Message-ID: <{id}@service.example>", Assert.Single(server.Received).Source.Split("\r\n"), StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task LineBreaks_BecomeNoHeaders()
    {
        await using var server = SmtpDouble.Start();
        const string Evil = "x\r\nBcc: thief@example.org\r\n\r\n<b>body</b>\u2028y\0";
        var mail = Sample with { FromName = Evil, Subject = Evil, MessageId = "id>\r\nBcc: thief@example.org" };
        Assert.IsType<MailResult.Sent>(await Mailer(server).SendAsync(mail, default));
        var message = Assert.Single(server.Received);
        Assert.Equal(["parent@example.org"], message.Recipients);
        Assert.DoesNotContain(message.Source.Split("\r\n\r\n")[0].Split("\r\n"), line => line.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("a@b.example\r\nRCPT TO:<thief@example.org>")]
    [InlineData("a@b.example, c@d.example")]
    [InlineData("Name <a@b.example>")]
    [InlineData("no address")]
    [InlineData("")]
    public async Task WhatIsNoPlainAddress_IsRefused_WithoutAsking(string to)
    {
        await using var server = SmtpDouble.Start();
        Assert.Equal(new MailResult.Refused("address"), await Mailer(server).SendAsync(Sample with { To = to }, default));
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task UnicodeLocalPart_GoesWhereTheServerTakesIt()
    {
        await using var server = SmtpDouble.Start();
        Assert.IsType<MailResult.Sent>(await Mailer(server).SendAsync(Sample with { To = "żaneta@example.org" }, default));
        Assert.Equal(["żaneta@example.org"], Assert.Single(server.Received).Recipients);
    }

    [Theory]
    [InlineData("550 5.1.1 Mailbox unknown", "550", true)]
    [InlineData("550 No such user", "550", true)]
    [InlineData("553 5.1.3 Bad address", "553", true)]
    [InlineData("554 5.1.1 Recipient rejected", "554", true)]
    [InlineData("556 5.1.10 Domain takes no mail", "556", true)]
    [InlineData("552 5.2.3 Message too long", "552", true)]
    [InlineData("552 5.2.2 Mailbox full", "552", false)]
    [InlineData("550 5.2.2 Over quota", "550", false)]
    [InlineData("552 4.2.2 Mailbox full", "552", false)]
    [InlineData("552 Mailbox full", "552", false)]
    [InlineData("452 4.2.2 Mailbox full", "452", false)]
    [InlineData("550 5.7.1 Unable to relay for 5.1.1.9", "550", false)]
    [InlineData("554 5.7.1 Sender blocked", "554", false)]
    [InlineData("550 5.1.8 Sender domain unknown", "550", false)]
    [InlineData("554 Transaction failed", "554", false)]
    [InlineData("450 4.2.1 Try again", "450", false)]
    [InlineData("451 Greylisted", "451", false)]
    [InlineData("421 4.3.2 Closing", "421", false)]
    public async Task Refusals_AreReadByTheirCode(string reply, string code, bool forGood)
    {
        await using var server = SmtpDouble.Start();
        server.RefuseAll(reply);
        var result = await Mailer(server).SendAsync(Sample, default);
        Assert.Equal(forGood ? new MailResult.Refused(code) : new MailResult.Failed(code), result);
    }

    [Theory]
    [InlineData(SmtpStage.Greeting)]
    [InlineData(SmtpStage.Sender)]
    [InlineData(SmtpStage.Recipient)]
    [InlineData(SmtpStage.Content)]
    [InlineData(SmtpStage.Acceptance)]
    public async Task BrokenConnection_IsFailed(SmtpStage stage)
    {
        await using var server = SmtpDouble.Start();
        server.DropAt = stage;
        Assert.Equal(new MailResult.Failed("network"), await Mailer(server).SendAsync(Sample, default));
    }

    [Fact]
    public async Task NobodyThere_IsFailed()
    {
        var server = SmtpDouble.Start();
        await server.DisposeAsync();
        Assert.Equal(new MailResult.Failed("network"), await Mailer(server).SendAsync(Sample, default));
    }

    [Fact]
    public async Task SilentServer_IsGivenUpOn()
    {
        await using var server = SmtpDouble.Start();
        server.Delay = TimeSpan.FromMinutes(10);
        var mailer = Mailer(server, timeout: TimeSpan.FromMilliseconds(200));
        Assert.Equal(new MailResult.Failed("timeout"), await mailer.SendAsync(Sample, default));
    }

    [Fact]
    public async Task ServerThatNeverSpeaks_IsHungUpOn()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var options = new SmtpOptions(
            "127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, new MailAddress("consent@service.example"), null, SmtpSecurity.None,
            TimeSpan.FromMilliseconds(200));
        var sending = new SmtpMailer(options, new SmtpPassword(new MemorySecretSource(), new MemoryClock())).SendAsync(Sample, default);
        using var connection = await listener.AcceptSocketAsync();
        Assert.Equal(new MailResult.Failed("timeout"), await sending);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            Assert.Equal(0, await connection.ReceiveAsync(new byte[100], limit.Token));
        }
        catch (SocketException)
        {
            // Reset: hung up as well.
        }
    }

    [Fact]
    public async Task CallersCancellation_IsTheirs()
    {
        await using var server = SmtpDouble.Start();
        server.Delay = TimeSpan.FromMinutes(10);
        using var leaving = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Mailer(server).SendAsync(Sample, leaving.Token));
    }

    [Fact]
    public async Task ServerWithoutTls_GetsNoMail_WhereTlsIsAskedFor()
    {
        await using var server = SmtpDouble.Start();
        var result = await Mailer(server, SmtpSecurity.StartTls).SendAsync(Sample, default);
        Assert.IsType<MailResult.Failed>(result);
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task MissingPassword_IsFailed()
    {
        await using var server = SmtpDouble.Start();
        Assert.Equal(new MailResult.Failed("password"), await Mailer(server, userName: "app").SendAsync(Sample, default));
    }

    internal static SmtpMailer Mailer(
        SmtpDouble server,
        SmtpSecurity security = SmtpSecurity.None,
        string? userName = null,
        ISecretSource? secrets = null,
        TimeSpan? timeout = null) => new(
            new SmtpOptions(
                SmtpDouble.Host, server.Port, new MailAddress("consent@service.example"), userName, security, timeout ?? TimeSpan.FromMinutes(1)),
            new SmtpPassword(secrets ?? new MemorySecretSource(), new MemoryClock()));
}
