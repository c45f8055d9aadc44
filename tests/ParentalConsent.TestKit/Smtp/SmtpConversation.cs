using System.Globalization;
using System.Net.Security;
using System.Text;

namespace ParentalConsent.TestKit.Smtp;

/// <summary>One connection's talk (RFC 5321, with STARTTLS, AUTH PLAIN and AUTH LOGIN).</summary>
internal sealed class SmtpConversation(SmtpDouble server, SmtpDoubleOptions options, Stream stream)
{
    private readonly List<string> recipients = [];
    private SmtpLines lines = new(stream);
    private string sender = string.Empty;
    private string? user;

    private bool IsEncrypted => lines.Stream is SslStream;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (options is { Certificate: not null, IsImplicitTls: true })
        {
            await EncryptAsync(cancellationToken);
        }

        if (server.DropAt == SmtpStage.Greeting)
        {
            return;
        }

        await AnswerAsync("220 double ESMTP", cancellationToken);
        while (await lines.ReadAsync(cancellationToken) is { } line && await HandleAsync(line, cancellationToken))
        {
        }
    }

    /// <returns>Whether the conversation goes on.</returns>
    private async Task<bool> HandleAsync(string line, CancellationToken cancellationToken)
    {
        var verb = line.Split(' ', 2)[0].ToUpperInvariant();
        return verb switch
        {
            "EHLO" => await AnswerAsync(Capabilities(), cancellationToken),
            "HELO" or "NOOP" => await AnswerAsync("250 OK", cancellationToken),
            "RSET" => await ResetAsync(cancellationToken),
            "STARTTLS" when options.Certificate is not null && !IsEncrypted => await StartTlsAsync(cancellationToken),
            "AUTH" when options.User is not null => await SignInAsync(line, cancellationToken),
            "MAIL" when options.User is not null && user is null =>
                await AnswerAsync("530 5.7.0 Authentication required", cancellationToken),
            "MAIL" => await SenderAsync(line, cancellationToken),
            "RCPT" => await RecipientAsync(line, cancellationToken),
            "DATA" when recipients.Count == 0 => await AnswerAsync("503 5.5.1 No recipient", cancellationToken),
            "DATA" => await ContentAsync(cancellationToken),
            "QUIT" => await AnswerAsync("221 2.0.0 Bye", cancellationToken) && false,
            _ => await AnswerAsync("502 5.5.1 Not known", cancellationToken),
        };
    }

    private string Capabilities()
    {
        List<string> words = ["double", "PIPELINING", "8BITMIME", "SMTPUTF8", "SIZE 10485760"];
        if (options is { Certificate: not null } && !IsEncrypted)
        {
            words.Add("STARTTLS");
        }

        if (options.User is not null)
        {
            words.Add("AUTH PLAIN LOGIN");
        }

        return string.Join("\r\n", words.Select((word, at) => $"250{(at == words.Count - 1 ? ' ' : '-')}{word}"));
    }

    private async Task<bool> ResetAsync(CancellationToken cancellationToken)
    {
        recipients.Clear();
        return await AnswerAsync("250 OK", cancellationToken);
    }

    private async Task<bool> StartTlsAsync(CancellationToken cancellationToken)
    {
        await AnswerAsync("220 2.0.0 Go ahead", cancellationToken);
        await EncryptAsync(cancellationToken);
        return true;
    }

    private async Task EncryptAsync(CancellationToken cancellationToken)
    {
        var encrypted = new SslStream(lines.Stream);
        await encrypted.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = options.Certificate }, cancellationToken);
        lines = new SmtpLines(encrypted);
        user = null;
        recipients.Clear();
    }

    private async Task<bool> SignInAsync(string line, CancellationToken cancellationToken)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] given;
        if (words is [_, var method, ..] && method.Equals("LOGIN", StringComparison.OrdinalIgnoreCase))
        {
            var name = words.Length > 2 ? words[2] : await AskAsync("VXNlcm5hbWU6", cancellationToken);
            given = [Decode(name), Decode(await AskAsync("UGFzc3dvcmQ6", cancellationToken))];
        }
        else
        {
            var reply = words.Length > 2 ? words[2] : await AskAsync(string.Empty, cancellationToken);
            given = [.. Decode(reply).Split('\0').Skip(1)];
        }

        if (given is not [var name2, var password] || name2 != options.User || password != options.Password)
        {
            return await AnswerAsync("535 5.7.8 Wrong user or password", cancellationToken);
        }

        user = name2;
        return await AnswerAsync("235 2.7.0 Welcome", cancellationToken);
    }

    private async Task<string> AskAsync(string challenge, CancellationToken cancellationToken)
    {
        await AnswerAsync($"334 {challenge}", cancellationToken);
        return await lines.ReadAsync(cancellationToken) ?? string.Empty;
    }

    private async Task<bool> SenderAsync(string line, CancellationToken cancellationToken)
    {
        if (server.DropAt == SmtpStage.Sender)
        {
            return false;
        }

        recipients.Clear();
        sender = Address(line);
        return await AnswerAsync("250 2.1.0 OK", cancellationToken);
    }

    private async Task<bool> RecipientAsync(string line, CancellationToken cancellationToken)
    {
        if (server.DropAt == SmtpStage.Recipient)
        {
            return false;
        }

        var address = Address(line);
        if (server.RefusalOf(address) is { } refusal)
        {
            return await AnswerAsync(refusal, cancellationToken);
        }

        recipients.Add(address);
        return await AnswerAsync("250 2.1.5 OK", cancellationToken);
    }

    private async Task<bool> ContentAsync(CancellationToken cancellationToken)
    {
        await AnswerAsync("354 Go ahead", cancellationToken);
        var source = new StringBuilder();
        string? line;
        while ((line = await lines.ReadAsync(cancellationToken)) != ".")
        {
            // A message without its end was never handed over (RFC 5321, 4.1.1.4).
            if (line is null || server.DropAt == SmtpStage.Content)
            {
                return false;
            }

            source.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        server.Keep(new SmtpMessage(sender, [.. recipients], source.ToString(), IsEncrypted, user));
        recipients.Clear();
        return server.DropAt != SmtpStage.Acceptance && await AnswerAsync("250 2.0.0 Kept", cancellationToken);
    }

    private async Task<bool> AnswerAsync(string reply, CancellationToken cancellationToken)
    {
        await Task.Delay(server.Delay, cancellationToken);
        await lines.WriteAsync(reply, cancellationToken);
        return true;
    }

    private static string Address(string line)
    {
        var start = line.IndexOf('<', StringComparison.Ordinal) + 1;
        var end = line.IndexOf('>', start);
        return end < 0 ? throw new IOException(string.Create(CultureInfo.InvariantCulture, $"No address in '{line}'")) : line[start..end];
    }

    private static string Decode(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));
}
