using System.Net;
using ParentalConsent.Dev.Show;
using ParentalConsent.TestKit.App;
using ParentalConsent.TestKit.Calls;
using ParentalConsent.TestKit.Mailboxes;

namespace ParentalConsent.Dev.Demo;

/// <summary>What the stories play on: the running parts, and steps that several of them share.</summary>
internal sealed class Stage(Terminal terminal, LocalStack stack, CancellationToken cancellationToken) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public Terminal Terminal { get; } = terminal;

    public Mailbox Mailbox { get; } = stack.Mail.Mailbox;

    public StorageView Storage { get; } = new(stack.Storage.ConnectionString);

    public ParentPages Parent { get; } = new(stack.Run.BaseUrl);

    public ClientApi Administrator { get; } = new(stack.Run.BaseUrl, stack.Run.ConsoleKey);

    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>The registration that a parent agreed to, which must still be there at the end.</summary>
    public string? Kept { get; set; }

    private ClientApi Client { get; } = new(stack.Run.BaseUrl, stack.Run.TestClientApiKey);

    public static void Expect(bool condition, string expectation)
    {
        if (!condition)
        {
            throw new NotAsExpectedException($"Expected: {expectation}");
        }
    }

    public async Task<ApiAnswer> GetAsync(string path, params string[] shown)
    {
        Terminal.Did($"GET {path}");
        return Show(await Client.GetAsync(path, CancellationToken), shown);
    }

    /// <summary>Registers the child with the client for whom a day lasts a second.</summary>
    public async Task<ApiAnswer> RegisterAsync(Child child)
    {
        Terminal.Did($"POST /api/v1/registrations   {child.Name}, born {child.DateOfBirth:yyyy-MM-dd}, parent {child.ParentEmail}");
        return Show(
            await Client.PostAsync("/api/v1/registrations", child.Registration, CancellationToken), ["decision", "state", "deadline"]);
    }

    /// <summary>Registers a minor and waits for the mail to the parent.</summary>
    public async Task<(string RegistrationId, ReceivedMail Notice)> AskParentAsync(Child child)
    {
        var answer = await RegisterAsync(child);
        Expect(answer is { Status: HttpStatusCode.Accepted } && answer["decision"] == "pending", "202, pending");
        return (answer["registrationId"]!, await WaitForMailAsync(child, " asks for your consent "));
    }

    /// <param name="subject">A part of it: reminders may arrive at any time for a client whose day lasts a second.</param>
    public async Task<ReceivedMail> WaitForMailAsync(Child child, string subject)
    {
        var mails = await Terminal.WhileAsync("waiting for a mail to the parent", Mailbox.WaitForAsync(
            mail => mail.IsFor(child.ParentEmail) && mail.Subject.Contains(subject, StringComparison.Ordinal),
            cancellationToken: CancellationToken));
        ShowMail(mails[0]);
        return mails[0];
    }

    /// <summary>Opens the mailed link as a browser does, and makes sure that this alone decides nothing.</summary>
    public async Task<string> OpenLinkAsync(ReceivedMail mail, string registrationId)
    {
        var link = MailedLink.In(mail);
        Terminal.Did($"the parent opens {link.Page.AbsolutePath}#…   (the token after # stays in the browser)");
        var landing = await Parent.GetAsync(CancellationToken);
        Terminal.Got($"{(int)landing.Status} “{landing.Heading}”");
        Terminal.Did("POST /consent/open   (the page hands over the token in the body)");
        var notice = await Parent.OpenAsync(link.Token, CancellationToken);
        Terminal.Got($"{(int)notice.Status} “{notice.Heading}”");
        foreach (var (purpose, label) in notice.Choices)
        {
            Terminal.Detail($"[ ] {purpose}: {label}");
        }

        Expect(notice is { Status: HttpStatusCode.OK, AsksForDecision: true }, "a page that asks for a decision");
        var opened = await Client.GetAsync($"/api/v1/registrations/{registrationId}", CancellationToken);
        Expect(opened["state"] == "awaitingParent", "opening the link decides nothing");
        Terminal.Success("opening the link decided nothing: still awaitingParent");
        return link.Token;
    }

    public async Task DecideAsync(string token, string decision, string outcome, params string[] purposes)
    {
        var ticked = purposes.Length > 0 ? $", ticks {string.Join(", ", purposes)}" : string.Empty;
        Terminal.Did($"POST /consent/decision   the parent types their name{ticked} and presses “{decision}”");
        var page = await Parent.DecideAsync(token, decision, purposes, cancellationToken: CancellationToken);
        Terminal.Got($"{(int)page.Status} “{page.Heading}” ({page.Outcome})");
        Expect(page.Outcome == outcome, $"the page says {outcome}");
    }

    /// <summary>Waits until what was held is gone, as its client sees it.</summary>
    public async Task<ApiAnswer> WaitUntilDeletedAsync(string registrationId)
    {
        var path = $"/api/v1/registrations/{registrationId}";
        var answer = await Terminal.WhileAsync("waiting for the deletion", UntilAsync(
            async () => await Client.GetAsync(path, CancellationToken),
            answer => answer["state"] == "deleted",
            "the state is deleted"));
        Terminal.Did($"GET {path}");
        Show(answer, ["state", "deletion"]);
        var data = await GetAsync($"{path}/data");
        Expect(data.Status == HttpStatusCode.Gone, "410 for data that was deleted");
        return answer;
    }

    public void ShowMail(ReceivedMail mail) => Terminal.Mail($"to {string.Join(", ", mail.To)}: “{mail.Subject}”");

    /// <summary>Lists the registration's rows by name and column, and searches all of storage for the child's words.</summary>
    public async Task ShowStorageAsync(string registrationId, Child child)
    {
        Terminal.Line("  storage, partition of this registration:");
        foreach (var row in await Storage.RowsAsync(registrationId, CancellationToken))
        {
            Terminal.Detail(row);
        }

        var found = await Storage.FindReadableAsync(child.Words, CancellationToken);
        Expect(found.Count == 0, $"nothing about the child is readable in storage, but: {string.Join("; ", found)}");
        Terminal.Success($"in no table can “{string.Join("”, “", child.Words)}” be read");
    }

    public async Task<TFound> UntilAsync<TFound>(Func<Task<TFound>> look, Predicate<TFound> wanted, string what)
    {
        for (var started = TimeProvider.System.GetTimestamp(); ; await Task.Delay(Pause, CancellationToken))
        {
            var found = await look();
            if (wanted(found))
            {
                return found;
            }

            Expect(TimeProvider.System.GetElapsedTime(started) < Patience, $"within two minutes, {what}; last seen: {found}");
        }
    }

    private ApiAnswer Show(ApiAnswer answer, string[] names)
    {
        var fields = names.Append("code").Where(name => answer[name] is not null).Select(name => $"{name} {answer[name]}");
        Terminal.Got($"{(int)answer.Status} {string.Join(", ", fields)}");
        return answer;
    }

    public void Dispose()
    {
        Client.Dispose();
        Administrator.Dispose();
        Parent.Dispose();
    }
}
