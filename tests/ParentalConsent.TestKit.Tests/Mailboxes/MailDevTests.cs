using System.Net.Mail;
using ParentalConsent.TestKit.Mailboxes;

namespace ParentalConsent.TestKit.Tests.Mailboxes;

public sealed class MailDevTests
{
    [Fact]
    public async Task Mail_SentOverSmtp_IsReadThroughTheMailbox()
    {
        await using var mailDev = await MailDev.StartAsync();
        using (var smtp = new SmtpClient(MailDev.Host, mailDev.SmtpPort))
        using (var message = new MailMessage("service@x.test", "parent@y.test", "Zoë", "See http://127.0.0.1:1/consent#abc.d-_e"))
        {
            message.Headers.Add("Auto-Submitted", "auto-generated");
            await smtp.SendMailAsync(message);
        }

        var mail = Assert.Single(await mailDev.Mailbox.WaitForAsync("Parent@y.test"));
        Assert.Equal("Zoë", mail.Subject);
        Assert.Equal("service@x.test", mail.From);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.Equal("abc.d-_e", Calls.MailedLink.In(mail).Token);
        Assert.Contains("Auto-Submitted: auto-generated", await mailDev.Mailbox.SourceAsync(mail.Id), StringComparison.OrdinalIgnoreCase);

        await mailDev.Mailbox.DeleteAsync(mail.Id);
        Assert.Empty(await mailDev.Mailbox.AllAsync());
    }
}
