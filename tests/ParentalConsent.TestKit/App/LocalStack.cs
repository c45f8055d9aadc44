using System.Diagnostics.CodeAnalysis;
using ParentalConsent.TestKit.Mailboxes;
using ParentalConsent.TestKit.Providers;

namespace ParentalConsent.TestKit.App;

/// <summary>Everything on this machine: storage, mail catcher, the app, the sample site and the sample bridge, on free loopback ports.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "A stack of servers, and everyone calls it that.")]
public sealed class LocalStack : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> started = new();

    private LocalStack(string folder) => Folder = folder;

    /// <summary>Holds <c>run.json</c> and a log file of each program.</summary>
    public string Folder { get; }

    public AppSettings Settings { get; private set; } = null!;

    public Azurite Storage { get; private set; } = null!;

    public MailDev Mail { get; private set; } = null!;

    public AppProcess App { get; private set; } = null!;

    public SignUpSite SignUp { get; private set; } = null!;

    public RunFile Run { get; private set; } = null!;

    /// <param name="folder">For logs and <c>run.json</c>; a new one if not given.</param>
    /// <param name="progress">Told what is about to start.</param>
    /// <param name="configure">Changes the app's settings before it starts.</param>
    public static async Task<LocalStack> StartAsync(
        string? folder = null,
        Action<string>? progress = null,
        Action<AppSettings>? configure = null,
        CancellationToken cancellationToken = default)
    {
        var stack = new LocalStack(folder ?? Checkout.NewWorkFolder("stack"));
        try
        {
            await stack.StartAllAsync(progress ?? (_ => { }), configure ?? (_ => { }), cancellationToken);
            return stack;
        }
        catch
        {
            await stack.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the app again where it was, after it was stopped or killed.</summary>
    public async Task RestartAppAsync(CancellationToken cancellationToken = default)
    {
        await App.DisposeAsync();
        App = await AppProcess.StartAsync(Settings, LogFile("app"), App.BaseUrl.Port, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        while (started.TryPop(out var part))
        {
            await part.DisposeAsync();
        }
    }

    private async Task StartAllAsync(
        Action<string> progress, Action<AppSettings> configure, CancellationToken cancellationToken)
    {
        progress("storage (Azurite)");
        Storage = Keep(await Azurite.StartAsync(cancellationToken));
        progress("mail catcher (maildev)");
        Mail = Keep(await MailDev.StartAsync(cancellationToken));
        Settings = new AppSettings(Storage.ConnectionString, MailDev.Host, Mail.SmtpPort);
        progress("the sample bridge of a provider");
        Keep(await BridgeSite.StartAsync(Settings, LogFile("bridge"), cancellationToken));
        progress("the app");
        configure(Settings);
        App = await AppProcess.StartAsync(Settings, LogFile("app"), cancellationToken: cancellationToken);
        started.Push(new Deferred(() => App));
        progress("the sample sign-up site");
        SignUp = Keep(await SignUpSite.StartAsync(App.BaseUrl, Settings.ClientApiKey, LogFile("sign-up"), cancellationToken));
        Run = new RunFile(
            App.BaseUrl,
            AppSettings.ClientId,
            Settings.ClientApiKey,
            Settings.ConsoleKey,
            Mail.Url,
            AppSettings.TestClientId,
            Settings.TestClientApiKey,
            SignUp.Url,
            CheckedPolicy.ClientId,
            Settings.KeyOf(CheckedPolicy.ClientId));
        Run.Write(Path.Combine(Folder, "run.json"));
    }

    private string LogFile(string name) => Path.Combine(Folder, "logs", $"{name}.log");

    private TPart Keep<TPart>(TPart part)
        where TPart : IAsyncDisposable
    {
        started.Push(part);
        return part;
    }

    /// <summary>The app may have been replaced by a restart since.</summary>
    private sealed class Deferred(Func<IAsyncDisposable> part) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => part().DisposeAsync();
    }
}
