using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ParentalConsent.TestKit.Calls;
using ParentalConsent.TestKit.Mailboxes;

namespace ParentalConsent.Acceptance.Tests.People;

/// <summary>
/// The worst of the programs that look behind links in mails: it fetches every address, runs what the page's script does, then sends
/// every form with every choice and all boxes ticked. All it cannot do is type.
/// </summary>
public sealed partial class LinkScanner(Uri baseUrl)
{
    /// <summary>Looks behind everything in the mail, and returns what the forms were answered with; at least one.</summary>
    public async Task<IReadOnlyList<ParentPage>> ScanAsync(ReceivedMail mail, string token)
    {
        using var http = new HttpClient { BaseAddress = baseUrl };
        foreach (var address in Addresses().Matches(mail.Text + mail.Html).Select(match => new Uri(match.Value)).Where(IsOurs).Distinct())
        {
            (await http.GetAsync(address)).Dispose();
            (await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, address))).Dispose();
        }

        using var parent = new ParentPages(baseUrl);
        var opened = await parent.OpenAsync(token);
        var answers = new List<ParentPage>();
        using var page = await new HtmlParser().ParseDocumentAsync(opened.Html);
        foreach (var form in page.Forms)
        {
            foreach (var fields in EveryChoice(form))
            {
                answers.Add(await parent.PostAsync(form.GetAttribute("action")!.TrimStart('/'), fields));
            }
        }

        Assert.NotEmpty(answers);
        return answers;
    }

    private bool IsOurs(Uri address) => address.Authority == baseUrl.Authority;

    /// <summary>The form as it stands, and again with each of its radio buttons chosen.</summary>
    private static IEnumerable<List<KeyValuePair<string, string>>> EveryChoice(IHtmlFormElement form)
    {
        var inputs = form.QuerySelectorAll("input").OfType<IHtmlInputElement>().ToList();
        var asItStands = inputs.Where(input => input.Type is "hidden" or "text").Select(Field).ToList();
        var ticked = inputs.Where(input => input.Type is "checkbox").Select(Field).ToList();
        yield return asItStands;
        yield return [.. asItStands, .. ticked];
        foreach (var choice in inputs.Where(input => input.Type is "radio"))
        {
            yield return [.. asItStands, .. ticked, Field(choice)];
        }
    }

    private static KeyValuePair<string, string> Field(IHtmlInputElement input) => new(input.Name!, input.Value);

    [GeneratedRegex("https?://[^\\s\"<>#]+")]
    private static partial Regex Addresses();
}
