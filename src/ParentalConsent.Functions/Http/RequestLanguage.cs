using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Net.Http.Headers;
using ParentalConsent.Pages.Languages;

namespace ParentalConsent.Functions.Http;

public static class RequestLanguage
{
    /// <summary>What a page was asked for in: by the address, and by the browser.</summary>
    public static LanguageWish Language(this HttpRequestData request) => request.Wish(request.Query[LanguageWish.Field]);

    /// <summary>What a form was shown in, and what the browser says.</summary>
    public static LanguageWish Language(this HttpRequestData request, Form form) => request.Wish(form.Value(LanguageWish.Field));

    private static LanguageWish Wish(this HttpRequestData request, string? chosen) => new(
        WrittenLanguage.All.FirstOrDefault(language => language.Tag == chosen)?.Tag, request.Accepted());

    /// <summary>A header that is no list of languages says nothing.</summary>
    private static string? Accepted(this HttpRequestData request) =>
        request.Headers.TryGetValues(HeaderNames.AcceptLanguage, out var values)
        && StringWithQualityHeaderValue.TryParseList([.. values], out var languages)
            ? languages.Where(language => language.Quality is not 0 && WrittenLanguage.Find(language.Value.Value) is not null)
                .MaxBy(language => language.Quality ?? 1)?.Value.Value
            : null;
}
