using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace ParentalConsent.TestKit.Calls;

/// <summary>What a parent's browser sends, without the browser.</summary>
public sealed class ParentPages(Uri baseUrl) : IDisposable
{
    private readonly HttpClient http = new(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false })
    {
        BaseAddress = baseUrl,
    };

    /// <summary>The page behind the mailed link, which has not been shown the token.</summary>
    public Task<ParentPage> GetAsync(CancellationToken cancellationToken = default) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, "consent"), cancellationToken);

    /// <summary>What that page posts: shows the notice, changes nothing.</summary>
    public Task<ParentPage> OpenAsync(string token, CancellationToken cancellationToken = default) =>
        PostAsync("consent/open", [new("token", token)], cancellationToken);

    /// <param name="decision"><c>grant</c>, <c>refuse</c> or <c>notMyChild</c>.</param>
    public Task<ParentPage> DecideAsync(
        string token,
        string decision,
        IEnumerable<string>? purposes = null,
        string guardianName = "Robin Example",
        string relationship = "parent",
        CancellationToken cancellationToken = default) =>
        PostAsync(
            "consent/decision",
            [
                new("token", token),
                new("decision", decision),
                .. (purposes ?? []).Select(purpose => new KeyValuePair<string, string>("purposes", purpose)),
                new("guardianName", guardianName),
                new("relationship", relationship),
                new("attestation", "yes"),
            ],
            cancellationToken);

    /// <summary>Posts any form, for tests that send what no page would.</summary>
    public Task<ParentPage> PostAsync(
        string path, IEnumerable<KeyValuePair<string, string>> form, CancellationToken cancellationToken = default) =>
        SendAsync(
            new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) }, cancellationToken);

    public void Dispose() => http.Dispose();

    private async Task<ParentPage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var html = await response.Content.ReadAsStringAsync(cancellationToken);
            using var page = await new HtmlParser().ParseDocumentAsync(html, cancellationToken);
            return new ParentPage(
                response.StatusCode,
                Words(page.QuerySelector("h1")),
                page.QuerySelectorAll("input[name=purposes][type=checkbox]").ToDictionary(
                    box => box.GetAttribute("value") ?? string.Empty,
                    box => Words(LabelOf(page, box))),
                page.QuerySelector("#outcome")?.GetAttribute("data-state"),
                Words(page.QuerySelector("main") ?? page.Body),
                html)
            {
                AsksForDecision = page.QuerySelector("[name=decision]") is not null,
            };
        }
    }

    private static IElement? LabelOf(IParentNode page, IElement box) =>
        box.Closest("label") ?? page.QuerySelector($"label[for='{box.Id}']");

    private static string Words(IElement? element) =>
        string.Join(' ', element?.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? []);
}
