using System.Globalization;
using ParentalConsent.TestKit.Processes;

namespace ParentalConsent.TestKit.Mailboxes;

/// <summary>
/// A real SMTP server that keeps what it is given: npm's maildev, on free loopback ports of its own.
/// </summary>
public sealed class MailDev : IAsyncDisposable
{
    private readonly ChildProcess process;
    private readonly string folder;

    private MailDev(string tools, string folder)
    {
        this.folder = folder;
        SmtpPort = FreePort.Next();
        Url = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        Mailbox = new Mailbox(Url);
        process = ChildProcess.Start(
            "node",
            [
                Path.Combine(tools, "node_modules", "maildev", "dist", "bin", "maildev.js"),
                "--ip", "127.0.0.1", "--smtp", SmtpPort.ToString(CultureInfo.InvariantCulture),
                "--web-ip", "127.0.0.1", "--web", Url.Port.ToString(CultureInfo.InvariantCulture),
            ],
            // maildev keeps the raw mails in a folder of the system's temporary one, which all copies would share.
            new Dictionary<string, string> { ["TMPDIR"] = folder },
            Path.Combine(folder, "maildev.log"));
    }

    public static string Host => "127.0.0.1";

    public int SmtpPort { get; }

    /// <summary>Where a person can look into the mailbox.</summary>
    public Uri Url { get; }

    public Mailbox Mailbox { get; }

    public static async Task<MailDev> StartAsync(CancellationToken cancellationToken = default)
    {
        var tools = await AzuriteTools.EnsureInstalledAsync(cancellationToken);
        var folder = Checkout.NewWorkFolder("mail");
        return await Readiness.StartAsync(
            "The mail catcher",
            () => new MailDev(tools, folder),
            mailDev => mailDev.process,
            mailDev => new Uri(mailDev.Url, "api/healthz"),
            cancellationToken);
    }

    /// <summary>Stops it and removes what it kept of the mails.</summary>
    public async ValueTask DisposeAsync()
    {
        Mailbox.Dispose();
        await process.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
