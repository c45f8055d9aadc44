using System.Net;
using System.Text;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Certificates;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Certificates;

namespace ParentalConsent.Functions.Certificates;

/// <summary>A certificate as a page, as JSON or signed: by <c>format</c>, or else by <c>Accept</c>.</summary>
public sealed class CertificateAnswers(CertificatePages pages)
{
    private const string Page = "html";
    private const string Json = "json";
    private const string Jws = "jws";

    /// <summary>The media type of a signature in compact form (RFC 7515, 9.2.1).</summary>
    private const string JwsType = "application/jose";

    private static readonly string[] Formats = [Page, Json, Jws];

    /// <summary>For a page's address.</summary>
    public Task<HttpResponseData> ToAnybodyAsync(
        HttpRequestData request, string deletionId, Func<Task<IssueCertificateResult>> issue, CancellationToken cancellationToken) =>
        AnswerAsync(request, deletionId, Page, Formats, issue, cancellationToken);

    /// <summary>For a client, which has no use for a page.</summary>
    public Task<HttpResponseData> ToClientAsync(
        HttpRequestData request, string deletionId, Func<Task<IssueCertificateResult>> issue, CancellationToken cancellationToken) =>
        AnswerAsync(request, deletionId, Json, [Json, Jws], issue, cancellationToken);

    private async Task<HttpResponseData> AnswerAsync(
        HttpRequestData request, string deletionId, string usual, string[] formats, Func<Task<IssueCertificateResult>> issue, CancellationToken cancellationToken)
    {
        var fields = new QueryFields(request, "format", "language");
        var format = fields.Text("format") ?? Accepted(request, usual, formats);
        if (!formats.Contains(format))
        {
            fields.Add("format", "unknownFormat", $"Must be one of {string.Join(", ", formats)}.");
        }

        if (fields.Errors.Count > 0)
        {
            return await request.ProblemAsync(Problems.Invalid(fields.Errors), cancellationToken);
        }

        return (await issue(), format) switch
        {
            (IssueCertificateResult.Issued issued, Page) =>
                await request.HtmlAsync(await pages.ShowAsync(issued.Certificate, request.Language()), cancellationToken),
            (IssueCertificateResult.Issued issued, Json) =>
                await request.BytesAsync(issued.Certificate.ToJson(), "application/json; charset=utf-8", HttpStatusCode.OK, cancellationToken),
            (IssueCertificateResult.Issued issued, _) =>
                await request.BytesAsync(Encoding.ASCII.GetBytes(issued.Signed), JwsType, HttpStatusCode.OK, cancellationToken),
            (IssueCertificateResult.Altered, Page) =>
                await request.HtmlAsync(await pages.AlteredAsync(deletionId, request.Language()), cancellationToken, HttpStatusCode.Conflict),
            (IssueCertificateResult.Altered, _) => await request.ProblemAsync(Problems.LogAltered, cancellationToken),
            (_, Page) => await request.HtmlAsync(await pages.UnknownAsync(deletionId, request.Language()), cancellationToken, HttpStatusCode.NotFound),
            _ => await request.ProblemAsync(Problems.NoSuchCertificate, cancellationToken),
        };
    }

    private static string Accepted(HttpRequestData request, string usual, string[] formats) =>
        formats.Contains(Page) && request.Accepts("text/html") ? Page
        : request.Accepts(JwsType) || request.Accepts("application/jwt") ? Jws
        : request.Accepts("application/json") ? Json
        : usual;
}
