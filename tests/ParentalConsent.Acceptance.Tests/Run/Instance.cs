using System.Runtime.CompilerServices;
using Microsoft.Playwright;
using ParentalConsent.Acceptance.Tests.Pages;
using ParentalConsent.Acceptance.Tests.People;
using ParentalConsent.TestKit.App;
using ParentalConsent.TestKit.Calls;
using ParentalConsent.TestKit.Mailboxes;

namespace ParentalConsent.Acceptance.Tests.Run;

/// <summary>
/// The running service on which all stories are played, known by its addresses and keys alone: the one that
/// PARENTALCONSENT_RUN describes, whatever hosts it, or else one of our own.
/// </summary>
public sealed class Instance : IAsyncLifetime
{
    private OwnInstance? own;
    private IPlaywright? playwright;
    private IBrowser? browser;

    public RunFile Run { get; private set; } = null!;

    public Mailbox Mailbox { get; private set; } = null!;

    /// <summary>The client whose days are days: what is asked of it stays open for as long as a story takes.</summary>
    public SignUpFlow SignUp { get; private set; } = null!;

    /// <summary>The client whose days are seconds: what is asked of it expires by itself within seconds.</summary>
    public SignUpFlow HastySignUp { get; private set; } = null!;

    /// <summary>The client whose guardians are checked by the sample bridge; null on an instance that has none.</summary>
    public SignUpFlow? CheckedSignUp { get; private set; }

    /// <summary>What only an instance of our own has; a story that needs it is an <see cref="OwnInstanceFactAttribute"/>.</summary>
    public OwnInstance Own => own ?? throw new InvalidOperationException("This instance is not ours.");

    public Administrator Administrator { get; private set; } = null!;

    /// <summary>A parent's browser reduced to what it sends.</summary>
    public ParentPages Parent { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var program = ChromiumProgram.Find();
        if (Environment.GetEnvironmentVariable(RunFile.Variable) is { Length: > 0 } path)
        {
            Run = RunFile.Read(path);
        }
        else
        {
            own = await OwnInstance.StartAsync();
            Run = own.Run;
        }

        Mailbox = new Mailbox(Run.MailUrl);
        SignUp = new SignUpFlow(new ClientApi(Run.BaseUrl, Run.ClientApiKey), Mailbox);
        HastySignUp = new SignUpFlow(new ClientApi(Run.BaseUrl, Run.TestClientApiKey), Mailbox);
        CheckedSignUp = Run.CheckedClientApiKey is { } key ? new SignUpFlow(new ClientApi(Run.BaseUrl, key), Mailbox) : null;
        Administrator = new Administrator(new ClientApi(Run.BaseUrl, Run.ConsoleKey));
        Parent = new ParentPages(Run.BaseUrl);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = program, Args = ChromiumProgram.Arguments, Timeout = Eventually.Milliseconds });
    }

    /// <param name="network">The address that it comes from, where the server in front of the app tells.</param>
    /// <param name="story">What its pictures are called; the story's own name unless given.</param>
    public Task<Phone> TakePhoneAsync(bool javaScript = true, string? network = null, [CallerMemberName] string story = "") =>
        Phone.StartAsync(browser!, Run.BaseUrl, javaScript, story, network);

    /// <summary>
    /// Waits for a mail that was asked for later than any other so far. Queues are worked off in about the order in which they were
    /// filled, so what has not come by then is not going to.
    /// </summary>
    public async Task WaitUntilMailHasSettledAsync()
    {
        await SignUp.AskAsync(Minor.Someone());
        await SignUp.AskAsync(Minor.Someone());
    }

    public async Task DisposeAsync()
    {
        await (browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        playwright?.Dispose();
        Parent?.Dispose();
        SignUp?.Dispose();
        HastySignUp?.Dispose();
        CheckedSignUp?.Dispose();
        Administrator?.Dispose();
        Mailbox?.Dispose();
        await (own?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
