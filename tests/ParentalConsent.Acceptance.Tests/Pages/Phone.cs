using System.Collections.Concurrent;
using Microsoft.Playwright;
using ParentalConsent.Acceptance.Tests.Run;
using ParentalConsent.TestKit.Calls;

namespace ParentalConsent.Acceptance.Tests.Pages;

/// <summary>A browser of a phone's size that has never been anywhere, and that notes what it sends and what it complains of.</summary>
public sealed class Phone : IAsyncDisposable
{
    public const int Width = 390;
    public const int Height = 844;

    private readonly IBrowserContext context;
    private readonly Uri baseUrl;
    private readonly ConcurrentQueue<IRequest> requests = new();
    private readonly ConcurrentQueue<IRequest> finished = new();
    private readonly ConcurrentQueue<string> complaints = new();
    private readonly ConcurrentQueue<int> statuses = new();

    private readonly string story;

    private Phone(IBrowserContext context, IPage page, Uri baseUrl, string story)
    {
        this.context = context;
        this.baseUrl = baseUrl;
        this.story = story;
        Page = page;
        context.Request += (_, request) => requests.Enqueue(request);
        context.RequestFinished += (_, request) => finished.Enqueue(request);
        page.Response += (_, response) => Note(response);
        page.PageError += (_, error) => complaints.Enqueue(error);
        page.Console += (_, message) => Note(message);
    }

    public IPage Page { get; }

    public IReadOnlyList<IRequest> Requests => [.. requests];

    /// <summary>Those that were answered: of others the browser never says with which headers they went out.</summary>
    public IReadOnlyList<IRequest> Finished => [.. finished];

    /// <summary>Errors of scripts, and of the browser about the page: a breach of its Content-Security-Policy is one.</summary>
    public IReadOnlyList<string> Complaints => [.. complaints];

    /// <param name="story">What the picture of its last page is called.</param>
    /// <param name="network">The address that the server in front of the app says it comes from; none where null.</param>
    public static async Task<Phone> StartAsync(IBrowser browser, Uri baseUrl, bool javaScript, string story, string? network)
    {
        Assertions.SetDefaultExpectTimeout(Eventually.Milliseconds);
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            JavaScriptEnabled = javaScript,
            ViewportSize = new ViewportSize { Width = Width, Height = Height },
            Locale = "en-GB",
            ReducedMotion = ReducedMotion.Reduce,
            ExtraHTTPHeaders = network is null ? null : new Dictionary<string, string> { ["X-Forwarded-For"] = network },
        });
        context.SetDefaultTimeout(Eventually.Milliseconds);
        return new Phone(context, await context.NewPageAsync(), baseUrl, story);
    }

    /// <param name="path">On the service, from its root.</param>
    public Task GoAsync(string path) => Page.GotoAsync(new Uri(baseUrl, path).AbsoluteUri);

    /// <summary>Taps the link in the mail. The page behind it may send itself on before it is complete.</summary>
    public Task TapAsync(MailedLink link) => TapAsync(link, link.Token);

    /// <param name="token">What has become of the link's token on its way.</param>
    public Task TapAsync(MailedLink link, string token) =>
        Page.GotoAsync($"{link.Page}#{token}", new PageGotoOptions { WaitUntil = WaitUntilState.Commit });

    /// <summary>Waits for a page and returns the status that it came with.</summary>
    /// <param name="kind">The page's <c>data-page</c>.</param>
    public async Task<int> SeeAsync(string kind)
    {
        await Assertions.Expect(Page.Locator($"main[data-page='{kind}']")).ToBeVisibleAsync();
        return statuses.Last();
    }

    /// <summary>What is said about the decision, in one word.</summary>
    public async Task AssertOutcomeAsync(string expected) =>
        await Assertions.Expect(Page.Locator("#outcome")).ToHaveAttributeAsync("data-state", expected);

    public async Task<IReadOnlyList<BrowserContextCookiesResult>> CookiesAsync() => await context.CookiesAsync();

    /// <summary>How the story ended, well or not, is seen in its last page.</summary>
    public async ValueTask DisposeAsync()
    {
        await Pictures.TakeLastAsync(Page, story);
        await context.DisposeAsync();
    }

    private void Note(IResponse response)
    {
        if (response.Request.IsNavigationRequest && response.Frame == Page.MainFrame)
        {
            statuses.Enqueue(response.Status);
        }
    }

    /// <summary>Chromium complains of every page whose status says that something is wrong with a form or link, too.</summary>
    private void Note(IConsoleMessage message)
    {
        if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
        {
            complaints.Enqueue(message.Text);
        }
    }
}
