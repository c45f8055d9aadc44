using System.Net;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Forms;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>Pages about one signed form.</summary>
public sealed class ReviewAnswers(ReadForm readForm, ConsolePages pages)
{
    /// <param name="problems">With what was entered, in words; empty where nothing was.</param>
    public async Task<HttpResponseData> ShowAsync(
        HttpRequestData request, string registrationId, IReadOnlyList<string> problems, CancellationToken cancellationToken)
    {
        if (await readForm.FindAsync(registrationId, cancellationToken) is not { Verification.Upload: { } upload } registration)
        {
            return await GoneAsync(request, cancellationToken);
        }

        var picture = await readForm.ReadAsync(registrationId, upload, cancellationToken);
        return await request.HtmlAsync(
            await pages.ReviewAsync(registration, picture?.Kind, problems),
            cancellationToken,
            problems.Count == 0 ? HttpStatusCode.OK : HttpStatusCode.UnprocessableEntity);
    }

    /// <summary>It was looked at, replaced, or decided otherwise meanwhile.</summary>
    public async Task<HttpResponseData> GoneAsync(
        HttpRequestData request, CancellationToken cancellationToken, HttpStatusCode status = HttpStatusCode.NotFound) =>
        await request.HtmlAsync(
            await pages.NoticeAsync(
                "This form does not wait any more",
                "Somebody looked at it, another was sent, the guardian decided otherwise, or its deadline passed. Nothing was changed.",
                ConsolePaths.Reviews,
                "To the signed forms"),
            cancellationToken,
            status);
}
