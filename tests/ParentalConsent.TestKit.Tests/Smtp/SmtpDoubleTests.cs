using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ParentalConsent.TestKit.Smtp;

namespace ParentalConsent.TestKit.Tests.Smtp;

public sealed class SmtpDoubleTests
{
    [Fact]
    public async Task Message_IsKeptAsItCame_WithoutStuffedDots()
    {
        await using var server = SmtpDouble.Start();
        await using var talk = await Talk.ConnectAsync(server.Port);
        Assert.StartsWith("220", await talk.ReadAsync());
        Assert.StartsWith("250", await talk.SayAsync("HELO x"));
        Assert.StartsWith("250", await talk.SayAsync("MAIL FROM:<a@x.test>"));
        Assert.StartsWith("250", await talk.SayAsync("RCPT TO:<b@y.test>"));
        Assert.StartsWith("354", await talk.SayAsync("DATA"));
        Assert.StartsWith("250", await talk.SayAsync("Subject: é\r\n\r\n..dot\r\n."));
        var message = Assert.Single(server.Received);
        Assert.Equal("Subject: é\r\n\r\n.dot\r\n", message.Source);
        Assert.Equal("a@x.test", message.Sender);
        Assert.Equal(["b@y.test"], message.Recipients);
        Assert.False(message.IsEncrypted);
    }

    [Fact]
    public async Task Refusal_IsGivenForThatRecipientOnly()
    {
        await using var server = SmtpDouble.Start();
        server.RefuseRecipient("b@y.test", "550 5.1.1 Mailbox unknown");
        await using var talk = await Talk.ConnectAsync(server.Port);
        await talk.ReadAsync();
        await talk.SayAsync("MAIL FROM:<a@x.test>");
        Assert.Equal("550 5.1.1 Mailbox unknown", await talk.SayAsync("RCPT TO:<b@y.test>"));
        Assert.StartsWith("250", await talk.SayAsync("RCPT TO:<c@y.test>"));
        server.Behave();
        Assert.StartsWith("250", await talk.SayAsync("RCPT TO:<b@y.test>"));
    }

    [Theory]
    [InlineData(SmtpStage.Greeting, 0)]
    [InlineData(SmtpStage.Sender, 0)]
    [InlineData(SmtpStage.Recipient, 0)]
    [InlineData(SmtpStage.Content, 0)]
    [InlineData(SmtpStage.Acceptance, 1)]
    public async Task Drop_ClosesTheConnection_AndOnlyTheLastStageHasKeptTheMessage(SmtpStage stage, int kept)
    {
        await using var server = SmtpDouble.Start();
        server.DropAt = stage;
        await using var talk = await Talk.ConnectAsync(server.Port);
        string[] lines = ["HELO x", "MAIL FROM:<a@x.test>", "RCPT TO:<b@y.test>", "DATA", "Subject: x\r\n\r\ntext\r\n."];
        var answer = await talk.ReadAsync();
        foreach (var line in lines)
        {
            answer = answer is null ? null : await talk.SayAsync(line);
        }

        Assert.Null(answer);
        Assert.Equal(kept, server.Received.Count);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task SignIn_OverTls_IsAskedForAndTold()
    {
        using var certificate = SelfSigned();
        await using var server = SmtpDouble.Start(new SmtpDoubleOptions(certificate, User: "u", Password: "p"));
        await using var talk = await Talk.ConnectAsync(server.Port);
        await talk.ReadAsync();
        Assert.StartsWith("530", await talk.SayAsync("MAIL FROM:<a@x.test>"));
        Assert.StartsWith("220", await talk.SayAsync("STARTTLS"));
        await talk.EncryptAsync();
        Assert.StartsWith("535", await talk.SayAsync($"AUTH PLAIN {Base64("\0u\0wrong")}"));
        Assert.StartsWith("235", await talk.SayAsync($"AUTH PLAIN {Base64("\0u\0p")}"));
        await talk.SayAsync("MAIL FROM:<a@x.test>");
        await talk.SayAsync("RCPT TO:<b@y.test>");
        await talk.SayAsync("DATA");
        await talk.SayAsync("Subject: x\r\n.");
        var message = Assert.Single(server.Received);
        Assert.True(message.IsEncrypted);
        Assert.Equal("u", message.User);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
    }

    private sealed class Talk(TcpClient client) : IAsyncDisposable
    {
        private Stream stream = client.GetStream();

        public static async Task<Talk> ConnectAsync(int port)
        {
            var client = new TcpClient();
            await client.ConnectAsync(SmtpDouble.Host, port);
            return new Talk(client);
        }

        public async Task<string?> SayAsync(string line)
        {
            try
            {
                await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"));
                return await ReadAsync();
            }
            catch (IOException)
            {
                return null;
            }
        }

        public async Task<string?> ReadAsync()
        {
            var line = new List<byte>();
            var next = new byte[1];
            try
            {
                while (await stream.ReadAsync(next) == 1)
                {
                    line.Add(next[0]);
                    if (next[0] == '\n')
                    {
                        return Encoding.UTF8.GetString([.. line]).TrimEnd();
                    }
                }
            }
            catch (IOException)
            {
                // A reset connection is a dropped one, too.
            }

            return null;
        }

        public async Task EncryptAsync()
        {
            var encrypted = new SslStream(
                stream, leaveInnerStreamOpen: false, (_, certificate, _, _) => certificate?.Subject == "CN=localhost");
            await encrypted.AuthenticateAsClientAsync("localhost");
            stream = encrypted;
        }

        public async ValueTask DisposeAsync()
        {
            await stream.DisposeAsync();
            client.Dispose();
        }
    }
}
