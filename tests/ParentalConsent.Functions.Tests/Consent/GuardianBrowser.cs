using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using ParentalConsent.Core.Links;
using ParentalConsent.Functions.Tests.Host;

namespace ParentalConsent.Functions.Tests.Consent;

/// <summary>Opens links and sends forms as a guardian's browser would.</summary>
internal static class GuardianBrowser
{
    private static int subjects;

    /// <summary>Registers another minor and returns the token of the mail about it.</summary>
    public static async Task<(string Id, string Token)> AskAsync(this ConsentHost host)
    {
        var id = await host.Sample.RegisterMinorAsync($"subject-{Interlocked.Increment(ref subjects)}");
        return (id, await host.TokenAsync(id, LinkKind.Decide));
    }

    public static Task<string> TokenAsync(this ConsentHost host, string registrationId, LinkKind kind)
    {
        var registration = host.Find(registrationId);
        return host.Services.GetRequiredService<LinkTokens>().SignAsync(
            new Link(kind, registration.Id, registration.Attempt, registration.Deadline), CancellationToken.None);
    }

    public static async Task<HttpResponseMessage> PostFormAsync(this HttpClient http, string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await http.PostAsync(new Uri(path, UriKind.Relative), content);
    }

    public static Task<HttpResponseMessage> OpenAsync(this ConsentHost host, string token) =>
        host.Anybody.PostFormAsync("/consent/open", ("token", token));

    public static Task<HttpResponseMessage> SendAsync(
        this ConsentHost host, string token, string decision, params (string Name, string Value)[] more) =>
        host.Anybody.PostFormAsync(
            "/consent/decision",
            [("token", token), ("decision", decision), ("guardianName", "Marked Guardian"), ("relationship", "mother"), ("attestation", "yes"), .. more]);

    /// <summary>The page, once it has what every page has.</summary>
    public static async Task<IHtmlDocument> PageAsync(this HttpResponseMessage response, HttpStatusCode expected)
    {
        var html = await response.Content.ReadAsStringAsync();
        Assert.True(expected == response.StatusCode, $"{response.StatusCode}: {html}");
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("noindex", response.Headers.GetValues("X-Robots-Tag").Single(), StringComparison.Ordinal);
        return new HtmlParser().ParseDocument(html);
    }

    public static string Kind(this IHtmlDocument page) => page.QuerySelector("main")!.GetAttribute("data-page")!;

    public static string? Outcome(this IHtmlDocument page) => page.QuerySelector("#outcome")?.GetAttribute("data-state");
}
