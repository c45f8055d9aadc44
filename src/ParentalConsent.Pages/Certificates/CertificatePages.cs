using ParentalConsent.Core.Certificates;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Policies;
using ParentalConsent.Pages.Consent;
using ParentalConsent.Pages.Languages;

namespace ParentalConsent.Pages.Certificates;

/// <summary>Certificates of deletion and their check, as HTML, for whoever has a certificate's address.</summary>
public sealed class CertificatePages(PageRenderer renderer, PolicySet policies, ServiceAddress address)
{
    public const string CheckPath = "/certificates/check";

    public const string KeysPath = "/.well-known/jwks.json";

    public static string Path(string deletionId) => $"/certificates/{deletionId}";

    public Task<string> ShowAsync(Certificate certificate, LanguageWish wish = default) =>
        renderer.RenderAsync<CertificatePage>(new Dictionary<string, object?>
        {
            [nameof(CertificatePage.Shown)] = Show(certificate, wish),
        });

    /// <summary>No deletion of that id is in the log.</summary>
    public Task<string> UnknownAsync(string deletionId, LanguageWish wish = default) => MessageAsync("NoCertificate", Path(deletionId), wish);

    /// <summary>The log is not as it was written there.</summary>
    public Task<string> AlteredAsync(string deletionId, LanguageWish wish = default) => MessageAsync("LogAltered", Path(deletionId), wish);

    /// <summary>The forms that take a certificate.</summary>
    /// <param name="problem">The text that says what is wrong with what was sent; null where nothing was.</param>
    public Task<string> CheckAsync(string? problem = null, LanguageWish wish = default) =>
        renderer.RenderAsync<CheckPage>(new Dictionary<string, object?>
        {
            [nameof(CheckPage.Texts)] = wish.For(null),
            [nameof(CheckPage.Problem)] = problem,
            [nameof(CheckPage.LanguageChosen)] = wish.Chosen is not null,
            [nameof(CheckPage.Keys)] = new Uri(address.BaseUrl, KeysPath),
        });

    public Task<string> CheckedAsync(CertificateVerdict verdict, LanguageWish wish = default) =>
        renderer.RenderAsync<CheckedPage>(new Dictionary<string, object?>
        {
            [nameof(CheckedPage.Texts)] = wish.For(null),
            [nameof(CheckedPage.Verdict)] = verdict,
            [nameof(CheckedPage.Shown)] = verdict.Certificate is { } certificate ? Show(certificate, wish) : null,
            [nameof(CheckedPage.LanguageChosen)] = wish.Chosen,
        });

    private ShownCertificate Show(Certificate certificate, LanguageWish wish) => new(certificate, policies, wish.For(null));

    private Task<string> MessageAsync(string name, string path, LanguageWish wish) =>
        renderer.RenderAsync<MessagePage>(new Dictionary<string, object?>
        {
            [nameof(MessagePage.Texts)] = wish.For(null),
            [nameof(MessagePage.Name)] = name,
            [nameof(MessagePage.Address)] = path,
            [nameof(MessagePage.LanguageChosen)] = wish.Chosen is not null,
        });
}
