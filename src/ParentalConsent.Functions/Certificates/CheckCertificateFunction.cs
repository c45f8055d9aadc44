using System.Net;
using System.Text;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Certificates;
using ParentalConsent.Core.Signing;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Certificates;
using ParentalConsent.Pages.Languages;

namespace ParentalConsent.Functions.Certificates;

/// <summary>Says what of a certificate holds, whoever sends it. Nothing of it is kept, and storage is not asked.</summary>
public sealed class CheckCertificateFunction(SigningKeys keys, CertificatePages pages)
{
    [Function("CheckCertificate")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "certificates/check")] HttpRequestData request,
        CancellationToken cancellationToken)
    {
        var (text, wish, problem) = request.MediaType() == "multipart/form-data"
            ? await ReadFileAsync(request, cancellationToken)
            : await ReadTextAsync(request, cancellationToken);
        if (string.IsNullOrWhiteSpace(text))
        {
            return await request.HtmlAsync(
                await pages.CheckAsync("Error.certificate.missing", wish), cancellationToken, problem?.Status ?? HttpStatusCode.UnprocessableEntity);
        }

        var verdict = CertificateVerdict.Of(text, await keys.PublicAsync(cancellationToken));
        return await request.HtmlAsync(await pages.CheckedAsync(verdict, wish), cancellationToken);
    }

    private static async Task<(string? Text, LanguageWish Wish, Problem? Problem)> ReadTextAsync(HttpRequestData request, CancellationToken cancellationToken) =>
        await request.ReadFormAsync(cancellationToken) switch
        {
            FormResult.Read { Form: var form } => (form.Value(CheckPage.TextName), request.Language(form), null),
            FormResult.Rejected { Problem: var problem } => (null, request.Language(), problem),
            _ => throw new InvalidOperationException(),
        };

    private static async Task<(string? Text, LanguageWish Wish, Problem? Problem)> ReadFileAsync(HttpRequestData request, CancellationToken cancellationToken) =>
        await request.ReadUploadAsync(CheckPage.FileName, FormReading.Limit, cancellationToken) switch
        {
            UploadResult.Read { Form: var form, File: { } file } => (Encoding.UTF8.GetString(file), request.Language(form), null),
            UploadResult.Read { Form: var form } => (null, request.Language(form), Problems.BodyTooLarge(FormReading.Limit)),
            UploadResult.Rejected { Problem: var problem } => (null, request.Language(), problem),
            _ => throw new InvalidOperationException(),
        };
}
